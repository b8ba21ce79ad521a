// For its address: a service worker looks after what is at its own folder and below. The build makes
// one file of it and of what it imports.
import { serveOffline } from "../components/lab/solo_offline.ts";

serveOffline(self);
