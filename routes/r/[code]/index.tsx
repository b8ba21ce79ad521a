import { page, type PageResponse } from "fresh";
import { RoomView, type RoomViewData } from "../../../components/join/RoomView.tsx";
import { spaced } from "../../../components/join/spaced.ts";
import { joinTexts } from "../../../components/texts/join.ts";
import { define } from "../../../define.ts";
import { retryHeader } from "../../../server/api.ts";
import { readCode } from "../../../server/codes.ts";
import { type Guest, guestOf } from "../../../server/entrance.ts";
import { TOKEN_S } from "../../../server/identity.ts";
import { RETENTION } from "../../../server/limits.ts";
import { nickname } from "../../../server/nicknames.ts";
import type { Refusal } from "../../../server/refusal.ts";
import { joinClassroom } from "../../../server/room_socket.ts";
import type { Rooms } from "../../../server/rooms.ts";
import { wantsUpgrade } from "../../../server/upgrade.ts";

const words = joinTexts.join.outside;

const HOUR_MS = 3_600_000;

/** A page that is one person's: no cache may have it. */
export const PRIVATE = { "cache-control": "no-store" };

/** A classroom: its page, the form that leads to it, or why there is neither. */
export const handler = define.handlers({
  async GET(ctx) {
    const { req, params, state } = ctx;
    const code = readCode(params["code"]!) ?? "";
    const guest = await guestOf(req, code, state);
    if (wantsUpgrade(req)) return joinClassroom(req, state, guest);
    // One address for one room, or its cookie would not be found.
    if (code && code !== params["code"]) return ctx.redirect(`/r/${code}`);
    const isProjector = new URL(req.url).searchParams.get("view") === "projector";
    return viewOf(guest, code, state.rooms, isProjector);
  },
});

export default define.page<typeof handler>(({ data }) => <RoomView data={data} />);

/** What a guest sees, and with which status. */
export function viewOf(
  guest: Guest,
  code: string,
  rooms: Rooms,
  isProjector = false,
): PageResponse<RoomViewData> {
  switch (guest.is) {
    case "held":
      return view({ is: "outside", ...words.held }, 429, retryHeader(guest.refusal));
    case "member": {
      const { id, name, role } = guest.pass.person;
      return view({ is: "inside", seat: { code, id, name, role }, isProjector });
    }
    case "new": {
      // Said before anybody thinks of a name. Who sends one is told no more than this.
      const refusal = guest.classroom.closedTo("student");
      return refusal
        ? view({ is: "outside", ...closed(code, refusal) }, 403)
        : view(askFor(code, nickname(Math.random), rooms));
    }
    case "rejected":
      return view({ is: "outside", ...words.removed }, 403);
    case "lost":
      return guest.was
        ? view({ is: "outside", ...words.over, isTeacher: guest.was === "teacher" }, 410)
        : view({ is: "outside", ...lost(code) }, 404);
  }
}

function view(data: RoomViewData, status = 200, headers = {}): PageResponse<RoomViewData> {
  return page(data, { status, headers: { ...PRIVATE, ...headers } });
}

/** The form that asks for a name. */
export function askFor(
  code: string,
  name: string,
  { days }: Rooms,
  error?: string,
): RoomViewData {
  const kept = {
    roomDays: days,
    textHours: RETENTION.interactive.ms / HOUR_MS,
    fileHours: RETENTION.bulk.ms / HOUR_MS,
    cookieHours: TOKEN_S * 1_000 / HOUR_MS,
  };
  return { is: "asked", code, name, error, kept };
}

function closed(code: string, { message }: Refusal) {
  const { title, words: say } = words.closed;
  return { title, words: say(message), again: `/r/${code}` };
}

function lost(code: string) {
  const { title, words: say } = words.lost;
  return { title, words: say(code && spaced(code)) };
}
