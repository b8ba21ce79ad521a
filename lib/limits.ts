/**
 * Every bound of the protocol, in one place: both sides of the wire enforce these and
 * docs/PROTOCOL.md shows them. Lengths are in UTF-16 code units, as `string.length` counts.
 *
 * @module
 */

/** Longest `channel`: a label, not a sentence. */
export const MAX_CHANNEL_LENGTH = 32;

/** Longest `messageId`: room for a UUID and a prefix. */
export const MAX_ID_LENGTH = 64;

/** Longest `data` of one frame: big enough for files, small enough that others get a turn. */
export const MAX_DATA_LENGTH = 16_384;

/** Most frames in one message. `total` is a claim of the sender, so it is bounded before it is used. */
export const MAX_TOTAL = 4_096;

/** Longest JSON text of one frame: `data` with every unit escaped as `\uXXXX`, and its labels. */
export const MAX_FRAME_LENGTH = 131_072;

/**
 * Deepest nesting of a frame, itself counted: fields that we do not know are kept, and a value nested
 * some thousand deep can be read by `JSON.parse` and not be written by `JSON.stringify`.
 */
export const MAX_DEPTH = 32;

/** Largest file that the page offers, in bytes. Base64 makes 1.4 million code units of it. */
export const MAX_FILE_BYTES = 1_000_000;

/** Most code units that a reassembler holds of one message: the largest file, and its name. */
export const MAX_MESSAGE_LENGTH = 1_500_000;

/** Most unfinished messages that a reassembler holds for one sender: one busy person, not a flood. */
export const MAX_OPEN_PER_SENDER = 16;

/** Most code units that a reassembler holds in all: a class of thirty, a file each, and some air. */
export const MAX_HELD_LENGTH = 64_000_000;

/** What holding a piece costs beside its data, in code units: its labels and a place in two maps. */
export const PIECE_OVERHEAD = 128;

/**
 * After this long without a new frame, in milliseconds, a finished message is forgotten, and one that is
 * not makes room for others where room is needed: its sender may be gone.
 */
export const STALE_MS = 60_000;

/**
 * After this long without a new frame, in milliseconds, an unfinished message is forgotten in any case.
 * A class that goes frame by frame may talk about one of them for half a lesson.
 */
export const OPEN_MS = 3_600_000;

// --- mux.v1 ---

/**
 * The same where a sender can come back and go on: for 120 s (R4), and some more until its first frame
 * is here. Time without a connection of one's own does not count.
 */
export const RESUMED_STALE_MS = 150_000;

/** Most frames in one text message: a turn of the event loop, and an error for each still fits. */
export const MAX_BATCH = 1_024;

/** Longest message of `mux.v1`. Text counts in code units, binary in bytes. */
export const MAX_BATCH_LENGTH = 262_144;

/** Most frames in a message in bytes: 1.2 GB, and `sequence` fits the three bytes of a header. */
export const MAX_BULK_TOTAL = 1_048_576;

/** What may be sent on a channel before anything was granted (C3): a first screen of history. */
export const FIRST_CREDIT: Readonly<{ bytes: number; frames: number }> = {
  bytes: 65_536,
  frames: 1_024,
};

// --- classrooms ---

/** Most values that a teacher's page says to all others: a screen of knobs. */
export const MAX_LESSON_VALUES = 32;

/** Most rules of faults at a time: one of each kind, and some for a channel. */
export const MAX_FAULT_RULES = 8;

/** Most frames that one rule counts to. */
export const MAX_FAULT_COUNT = 1_000;

/** Most values that one person reports: a lesson's bets and missions. A class's fit one message. */
export const MAX_REPORTED = 20;

/** Longest name, and longest string, of a value that is reported. */
export const MAX_WORD_LENGTH = 20;
