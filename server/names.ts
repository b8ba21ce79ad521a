/**
 * Names for senders who have not said theirs: safe for a class, short in a frame, easy to tell apart.
 *
 * @module
 */

const ANIMALS = (
  "badger bear beaver bison crane deer dingo dove eagle egret elk falcon ferret finch fox gecko " +
  "gibbon hare heron horse ibex jackal jay kite koala lark lemur lion lynx marten mole moose newt " +
  "ocelot okapi orca oriole otter owl panda parrot pelican pony puffin puma quail rabbit raven " +
  "robin salmon seal shrew sloth sparrow stork swan swift tapir tern tiger toad turtle vole walrus " +
  "weasel whale wolf wombat wren yak zebra"
).split(" ");

/** Numbers behind the animals: so many that the first try nearly always is a free name. */
const NUMBERS = 1_000_000;

/**
 * A name that `taken` does not have: an animal, or an animal and a number once the animals are used
 * up. The number is by chance: counting up to a free one costs each newcomer a string for each member.
 *
 * @param random A number from 0 up to 1, as `Math.random` gives it.
 */
export function freeName(taken: { has(name: string): boolean }, random: () => number): string {
  const start = Math.floor(random() * ANIMALS.length);
  for (let n = 0; n < ANIMALS.length; n++) {
    const name = ANIMALS[(start + n) % ANIMALS.length]!;
    if (!taken.has(name)) return name;
  }
  for (let number = 2 + Math.floor(random() * NUMBERS);; number++) {
    const name = `${ANIMALS[start]}-${number}`;
    if (!taken.has(name)) return name;
  }
}
