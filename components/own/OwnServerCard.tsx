import { type Signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { keptAddress } from "../browser.ts";
import { readAddress } from "./address.ts";
import type { OwnServer } from "./own_session.ts";
import type { RulesProps } from "./Rules.tsx";
import { texts } from "../texts.ts";

/** Where the page is connected: to nobody else's server while it is undefined. */
export interface OwnServerProps {
  readonly server: Signal<OwnServer | undefined>;
}

/** The way to a server of one's own, and back. */
export function OwnServerCard({ server }: OwnServerProps) {
  const at = server.value;
  return (
    <details class="card own" open={at !== undefined}>
      <summary>{texts.own.title}</summary>
      {at
        ? <There at={at} onBack={() => server.value = undefined} />
        : <Form onFound={(found) => server.value = found} />}
    </details>
  );
}

function Form({ onFound }: { onFound: (server: OwnServer) => void }) {
  const address = useSignal("");
  const error = useSignal("");
  const isBusy = useSignal(false);
  useEffect(() => {
    address.value = keptAddress.get();
  }, []);
  const connect = async (event: Event) => {
    event.preventDefault();
    if (isBusy.value) return;
    const url = readAddress(address.value, location);
    error.value = typeof url === "string" ? url : "";
    if (typeof url === "string") return;
    isBusy.value = true;
    // Loaded here: most who open the lobby have no server.
    const found = await import("./own_session.ts").then(
      ({ find }) => find(url),
      () => texts.own.failed,
    );
    isBusy.value = false;
    if (typeof found === "string") return error.value = found;
    keptAddress.set(url.href);
    onFound(found);
  };
  return (
    <form onSubmit={connect} novalidate>
      <p>{texts.own.intro + texts.own.starter}</p>
      <label for="own-address">{texts.own.label}</label>
      <input
        id="own-address"
        type="url"
        autocomplete="off"
        spellcheck={false}
        placeholder={texts.own.hint}
        aria-invalid={error.value !== ""}
        aria-describedby="own-error"
        value={address}
        onInput={({ currentTarget }) => address.value = currentTarget.value}
      />
      <button type="submit">{isBusy.value ? texts.own.connecting : texts.own.connect}</button>
      <p id="own-error" class={error.value && "field-error"} role="alert">{error}</p>
    </form>
  );
}

function There({ at, onBack }: { at: OwnServer; onBack: () => void }) {
  const back = useRef<HTMLButtonElement>(null);
  const rules = useSignal<ComponentType<RulesProps> | undefined>(undefined);
  const problem = useSignal("");
  // The page was built anew: who came by the keyboard goes on here.
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  const load = async () => {
    problem.value = texts.own.loading;
    try {
      rules.value = (await import("./Rules.tsx")).default;
      problem.value = "";
    } catch {
      problem.value = texts.own.failed;
    }
  };
  const Rules = rules.value;
  return (
    <>
      <p>
        {texts.own.at} <b class="address">{at.url.href}</b>
      </p>
      <div class="buttons">
        <button ref={back} type="button" onClick={onBack}>{texts.own.back}</button>
        {!Rules && <button type="button" onClick={load}>{texts.own.test}</button>}
      </div>
      <p role="status">{problem}</p>
      {Rules && <Rules url={at.url} />}
    </>
  );
}
