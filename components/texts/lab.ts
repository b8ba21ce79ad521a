/**
 * What stands in the lab.
 *
 * @module
 */

import { said } from "./speak.ts";

/** What is to be done, and seen in the frames. */
const missions = {
  road: {
    title: "See one road",
    steps: {
      three: "Send something on three channels: one socket carries them all.",
      between: "Make a frame of one channel come between two frames of another.",
    },
  },
  cut: {
    title: "Cut it into frames",
    steps: {
      several: "Send a message that needs more than one frame.",
      smaller: "Send the same message again, in more frames than before.",
    },
  },
  wait: {
    title: "Make chat wait, then fix it",
    steps: {
      behind: "While a file is on its way, make a line of chat wait for half a second or more.",
      passes: "Turn a knob so that a line beside a file waits half as long, or less.",
    },
  },
  lose: {
    title: "Lose a frame, find it",
    steps: {
      drop: "Have the hub drop a frame.",
      find: "Find the message that misses it: its row says which sequence is not here.",
      mend: "Ask for the missing frame again, so that the message is complete.",
    },
  },
  sameId: {
    title: "Two people, same id",
    steps: {
      both: "Send a message with the same messageId as somebody else, or as your other window.",
      apart: "Get their frames to mix on the road. Both messages must come out whole.",
    },
  },
  design: {
    title: "Design a channel",
    steps: {
      make: "Make a channel of your own: a name, a letter and a shape.",
      use: "Send a message on it.",
      short: "Choose what it says so that one frame is enough.",
    },
  },
};

/** What of the views stands there before they are open: views.ts has the rest. */
const views = {
  missions: {
    title: "Missions",
    intro: "Each is done when the frames show it.",
    done: "done",
    left: "to do",
    part: (done: number, of: number) => `${done} of ${of} steps`,
    elsewhere: "Only who leads a room can have that done: in class the teacher. Without one,",
    solo: "lead a room of your own.",
    experiment: (title: string) => `The experiment “${title}” asks about the same.`,
  },
  bets: { title: "Place your bets" },
  compare: { title: "The same, on another road" },
  editor: { title: "Write a frame by hand" },
  designer: { title: "Make a channel of your own" },
  lesson: { title: "Keep this lesson" },
  player: { lesson: "A lesson", fork: "As it would have been" },
};

/** See the module's description. */
export const labTexts = said({ missions, views });
