import "../loaded.ts";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { keptAddress } from "../browser.ts";
import { Later } from "../Later.tsx";
import { readAddress } from "./address.ts";
import { find, type OwnServer as Server } from "./own_session.ts";
import { ownTexts } from "../texts/own.ts";

const loadRules = () => import("./Rules.tsx");

/** Where the page is connected: to nobody else's server while it is undefined. */
export interface OwnServerProps {
  readonly server: Signal<Server | undefined>;
  /** Whether somebody was there and has just come back. */
  readonly isBack: boolean;
}

/** What {@linkcode OwnServer} is given. */
export interface OwnServerCardProps extends Pick<OwnServerProps, "server"> {
  /** Whether a sender is this page. */
  readonly isMine: (from: string) => boolean;
}

/** The way to a server of one's own, and back. */
export default function OwnServer({ server, isMine }: OwnServerCardProps) {
  const at = server.value;
  return at
    ? <There at={at} isMine={isMine} onBack={() => server.value = undefined} />
    : <Form onFound={(found) => server.value = found} />;
}

function Form({ onFound }: { onFound: (server: Server) => void }) {
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
    const found = await find(url);
    isBusy.value = false;
    if (typeof found === "string") return error.value = found;
    keptAddress.set(url.href);
    onFound(found);
  };
  return (
    <form onSubmit={connect} novalidate>
      <p>{ownTexts.own.intro + ownTexts.own.starter}</p>
      <label for="own-address">{ownTexts.own.label}</label>
      <input
        id="own-address"
        type="url"
        autocomplete="off"
        spellcheck={false}
        placeholder={ownTexts.own.hint}
        aria-invalid={error.value !== ""}
        aria-describedby="own-error"
        value={address}
        onInput={({ currentTarget }) => address.value = currentTarget.value}
      />
      <button type="submit">{isBusy.value ? ownTexts.own.connecting : ownTexts.own.connect}</button>
      <p id="own-error" class={error.value && "field-error"} role="alert">{error}</p>
    </form>
  );
}

interface ThereProps extends Pick<OwnServerCardProps, "isMine"> {
  readonly at: Server;
  readonly onBack: () => void;
}

function There({ at, isMine, onBack }: ThereProps) {
  const back = useRef<HTMLButtonElement>(null);
  const isTest = useSignal(false);
  // The page was built anew, with this on top: whoever connected goes on here.
  useEffect(() => back.current?.focus(), []);
  return (
    <>
      <p>
        {ownTexts.own.at} <b class="address">{at.url.href}</b>
      </p>
      <div class="buttons">
        <button ref={back} type="button" onClick={onBack}>{ownTexts.own.back}</button>
        {!isTest.value && (
          <button type="button" onClick={() => isTest.value = true}>{ownTexts.own.test}</button>
        )}
      </div>
      {isTest.value && <Later load={loadRules} props={{ url: at.url, isMine }} />}
    </>
  );
}
