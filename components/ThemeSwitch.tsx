import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { texts } from "./texts.ts";

/** A year, in seconds: a choice of colours is no secret and need not be made twice. */
const MAX_AGE_S = 31_536_000;

const THEMES = ["system", "light", "dark"] as const;

/** Light, dark, or what the system says. A cookie keeps the choice, so that the server knows it. */
export function ThemeSwitch() {
  const theme = useSignal("system");
  useEffect(() => {
    theme.value = document.documentElement.dataset["theme"] ?? "system";
  }, []);

  const choose = (value: string) => {
    theme.value = value;
    if (value === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = value;
    const age = value === "system" ? 0 : MAX_AGE_S;
    document.cookie = `theme=${value}; path=/; max-age=${age}; samesite=lax`;
  };

  return (
    <label class="theme">
      {texts.status.colours}{" "}
      <select value={theme} onChange={(event) => choose(event.currentTarget.value)}>
        {THEMES.map((name) => <option key={name} value={name}>{texts.status.theme[name]}</option>)}
      </select>
    </label>
  );
}
