import "./loaded.ts";
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { type Choice, CHOICES, choose, type Setting, settings } from "./settings.ts";
import { choiceTexts } from "./texts/choices.ts";
import { texts } from "./texts/page.ts";

const words = choiceTexts.choices;

/** What there is to choose in the settings. `hasFailed`: the words that were chosen could not be had. */
export default function Choices({ hasFailed }: { hasFailed: ReadonlySignal<boolean> }) {
  return (
    <>
      <Theme />
      <Select name="words" />
      <p class={hasFailed.value ? "field-error" : ""} role="alert">
        {hasFailed.value && texts.later.failed}
      </p>
      <Select name="motion" />
      <Select name="speech" />
      <p class="hint">{words.hint}</p>
    </>
  );
}

function Select<S extends Setting>({ name }: { name: S }) {
  const labels: Readonly<Record<string, string>> = words.options[name];
  return (
    <label>
      {words[name]}
      <select
        value={settings[name].value}
        onChange={({ currentTarget }) => choose(name, currentTarget.value as Choice<S>)}
      >
        {CHOICES[name].map((choice) => <option key={choice} value={choice}>{labels[choice]}
        </option>)}
      </select>
    </label>
  );
}

/** A year, in seconds: a choice of colours is no secret and need not be made twice. */
const MAX_AGE_S = 31_536_000;

const THEMES = ["system", "light", "dark"] as const;

/** Light, dark, or what the system says. A cookie keeps the choice, so that the server knows it. */
function Theme() {
  const theme = useSignal(document.documentElement.dataset["theme"] ?? "system");

  const choose = (value: string) => {
    theme.value = value;
    if (value === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = value;
    const age = value === "system" ? 0 : MAX_AGE_S;
    document.cookie = `theme=${value}; path=/; max-age=${age}; samesite=lax`;
  };

  return (
    <label>
      {words.colours}
      <select value={theme} onChange={(event) => choose(event.currentTarget.value)}>
        {THEMES.map((name) => <option key={name} value={name}>{words.theme[name]}</option>)}
      </select>
    </label>
  );
}
