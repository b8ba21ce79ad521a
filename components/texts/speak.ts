/**
 * Everything that the page says is in this folder, in English. Other words for it, simpler ones or
 * another language's, are a {@linkcode Pack}: components/levels.ts has a list of them.
 *
 * @module
 */

import { signal } from "@preact/signals";
import type { cardTexts } from "./cards.ts";
import type { chartTexts } from "./chart.ts";
import type { choiceTexts } from "./choices.ts";
import type { classTexts } from "./class.ts";
import type { detailTexts } from "./detail.ts";
import type { fileTexts } from "./files.ts";
import type { joinTexts } from "./join.ts";
import type { labTexts } from "./lab.ts";
import type { nearTexts } from "./near.ts";
import type { ownTexts } from "./own.ts";
import type { texts } from "./page.ts";
import type { plainTexts } from "./plain.ts";
import type { soloTexts } from "./solo.ts";
import type { viewTexts } from "./views.ts";

/** What a language has to say. */
export type Texts =
  & typeof texts
  & typeof joinTexts
  & typeof labTexts
  & typeof soloTexts
  & typeof viewTexts
  & typeof detailTexts
  & typeof fileTexts
  & typeof choiceTexts
  & typeof nearTexts
  & typeof chartTexts
  & typeof plainTexts
  & typeof cardTexts
  & typeof classTexts
  & typeof ownTexts;

/** A part of what there is to say, in simpler or more exact words, or in another language. */
export type Pack = Part<Texts>;

type Leaf = string | readonly string[] | ((...about: never[]) => string | readonly string[]);
type Part<T> = T extends Leaf ? T : { readonly [K in keyof T]?: Part<T[K]> };

const spoken = signal<object>({});

/** From now on the page says it in these words. What they leave out stays as it is in English. */
export function speak(pack: Pack): void {
  spoken.value = pack;
}

/**
 * What the page says now, for what is said in English. A component that reads it while it is rendered
 * is rendered again when somebody chooses other words. A section may be kept, what is in it may not.
 */
export function said<T extends object>(english: T): T {
  return live(english, () => spoken.value);
}

/** A page has hundreds of texts and begins with few, so nothing is made of one before it is asked for. */
function live<T extends object>(standard: T, now: () => object | undefined): T {
  const sections = new Map<PropertyKey, object>();
  return new Proxy(standard, {
    get(texts, key) {
      const value: unknown = Reflect.get(texts, key);
      const chosen = () => Reflect.get(now() ?? {}, key);
      if (typeof value !== "object" || !value || Array.isArray(value)) return chosen() ?? value;
      if (!sections.has(key)) sections.set(key, live(value, chosen));
      return sections.get(key);
    },
  });
}
