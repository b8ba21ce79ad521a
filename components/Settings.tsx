import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Choice, CHOICES, choose, recall, type Setting, settings } from "./settings.ts";
import { speakIn } from "./levels.ts";
import { texts } from "./texts/page.ts";

const words = texts.settings;

/** What everybody chooses for themselves, behind one button of the status bar. */
export function Settings() {
  const box = useRef<HTMLDivElement>(null);
  const wasOpened = useSignal(false);
  const hasFailed = useWords();
  useEffect(() => {
    // The browser opens it without us.
    wasOpened.value = box.current!.matches(":popover-open");
    recall();
  }, []);
  return (
    <div class="settings">
      <button type="button" popovertarget="settings">{words.title}</button>
      <div
        ref={box}
        id="settings"
        popover="auto"
        role="group"
        aria-label={words.title}
        onBeforeToggle={() => wasOpened.value = true}
      >
        {wasOpened.value && (
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
        )}
      </div>
    </div>
  );
}

/** Speaks in the words that are chosen. Returns whether those could not be had. */
function useWords(): ReadonlySignal<boolean> {
  const hasFailed = useSignal(false);
  useSignalEffect(() => {
    const level = settings.words.value;
    speakIn(level).then(
      (isNew) => isNew && (hasFailed.value = false),
      () => hasFailed.value = true,
    );
  });
  return hasFailed;
}

function Select<S extends Setting>({ name }: { name: S }) {
  const labels: Readonly<Record<string, string>> = words.choices[name];
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
