/**
 * Whether what people call themselves is fit for a class. English swear words are not: better one of
 * them too few than somebody who cannot use their own name, so whole words count, and what is a name
 * is one.
 *
 * @module
 */

import {
  assignIncrementingIds,
  englishDataset,
  englishRecommendedTransformers,
  parseRawPattern,
  RegExpMatcher,
} from "obscenity";
import { cleanName } from "./person_names.ts";
import type { Refusal } from "./refusal.ts";

/** Names that the library takes for a swear word, or for one in disguise. Spelled "d1ck" they are none. */
const NAMES = (
  "abbo abbos abo annal bich bollock cocke cumm dick dicks dyke fack feck felch fock fu fuk ganal " +
  "hooker kanal kike negro rappe semen tit"
).split(" ");

/** What it does not find as whole words. Where there is no `|`, more may stand: no name has these in it. */
const MORE = (
  "arsehole asshole bitch |bollocks| |boobs| bullshit cocksuck |cunts| dickhead faggot fuck |hitler| " +
  "nigga nigger pornhub retard shitface shithead |sluts| |wanker"
).split(" ");

const UNFIT: Refusal = {
  rule: "M11",
  message: "this name has a word that is not for a class: choose another, a teacher can give any",
};

const { blacklistedTerms = [], whitelistedTerms = [] } = englishDataset.build();

/** The library finds many of its words inside of others: "Cummings", "Dikshit", "Penistone". */
const whole = blacklistedTerms.map(({ pattern }) => ({
  ...pattern,
  requireWordBoundaryAtStart: true,
  requireWordBoundaryAtEnd: true,
}));

const matcher = new RegExpMatcher({
  ...englishRecommendedTransformers,
  blacklistedTerms: assignIncrementingIds([...whole, ...MORE.map(parseRawPattern)]),
  whitelistedTerms: [...whitelistedTerms, ...NAMES],
});

/** Why nobody is to call themselves this, if so (M11). */
export function unfit(typed: string): Refusal | undefined {
  // Letters without their marks, and those of other widths, are the same to who reads.
  const name = cleanName(typed).normalize("NFKD").replace(/\p{M}/gu, "");
  return name.split(/[\s_]+/u).some(isSwearWord) ? UNFIT : undefined;
}

/** Where nothing is Latin it is no English: the library takes letters for others that look alike. */
function isSwearWord(word: string): boolean {
  return /[a-z]/i.test(word) && matcher.hasMatch(word);
}
