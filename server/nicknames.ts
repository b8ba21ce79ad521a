/**
 * Names to begin with, for people who need not say their own: safe for a class, whatever comes together.
 * No animals, which are senders on the wire.
 *
 * @module
 */

const FIRST = (
  "Amber Brave Bright Calm Cheerful Clever Copper Cosmic Curious Daring Eager Fearless Gentle Golden " +
  "Happy Jolly Kind Lively Lucky Merry Mighty Nimble Patient Proud Quick Quiet Rapid Sharp Silver " +
  "Steady Sunny Swift Turquoise Violet Warm Wise"
).split(" ");

const SECOND = (
  "Acorn Anchor Arrow Beacon Breeze Brook Canyon Clover Comet Compass Coral Crystal Drum Ember Fern " +
  "Flute Forest Galaxy Garden Island Kite Lagoon Lantern Lighthouse Maple Meadow Meteor Mountain " +
  "Orbit Pebble Piano Planet Prism Puzzle Rainbow River Rocket Saturn Sparkle Summit Thunder Violin " +
  "Waterfall Willow"
).split(" ");

/**
 * A name such as "Calm Comet". There are 1,584 of them, so that a class seldom meets one twice; who
 * does gets a number.
 *
 * @param random A number from 0 up to 1, as `Math.random` gives it.
 */
export function nickname(random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
  return `${pick(FIRST)} ${pick(SECOND)}`;
}
