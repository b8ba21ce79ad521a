import type { COLOURS } from "../lib/own_channels.ts";

/**
 * What the colours look like, on light and on dark pages. On either page each stands out by 4.5 to 1,
 * and so does its ink: white in light, #111 in dark.
 */
export const TONES: Readonly<
  Record<typeof COLOURS[number], { readonly light: string; readonly dark: string }>
> = {
  teal: { light: "#00626b", dark: "#5fd0d8" },
  indigo: { light: "#4b3fbf", dark: "#a9a1ff" },
  brown: { light: "#6b4a2b", dark: "#d6b08c" },
  slate: { light: "#4a5560", dark: "#b6c2cf" },
};
