import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Later } from "./Later.tsx";
import { speakIn } from "./levels.ts";
import { recall, settings } from "./settings.ts";
import { texts } from "./texts/page.ts";

const loadChoices = () => import("./Choices.tsx");

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
      <button type="button" popovertarget="settings">{texts.settings.title}</button>
      <div
        ref={box}
        id="settings"
        popover="auto"
        role="group"
        aria-label={texts.settings.title}
        onBeforeToggle={() => wasOpened.value = true}
      >
        {wasOpened.value && <Later load={loadChoices} props={{ hasFailed }} />}
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
