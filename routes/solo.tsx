import { define } from "../define.ts";
import SoloPanel from "../islands/SoloPanel.tsx";

/** For who is alone: it needs this server for the page, and nothing more. */
export default define.page(({ config }) => <SoloPanel isBuilt={config.mode === "production"} />);
