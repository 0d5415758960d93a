// What a mediator can do for one person of the class.
import type { Attendee, ClientMessage, Progress, Teaching } from "../protocol.gen";
import { say } from "../words";
import { takesPart } from "./count";

/** Deed is one button of somebody's row. */
export interface Deed {
  /** What stays the same while its words change with the state, so that the focus stays on it. */
  readonly id: string;
  readonly words: string;
  readonly message: ClientMessage;
  /** For what is on or off: whether it is on. */
  readonly pressed?: boolean;
}

/** Where is what of the scene decides what can be done. */
export type Where = Pick<Teaching, "step" | "forward" | "shows" | "stage">;

/** hasPage says whether somebody takes part by a page of their own, be it beside another way. */
function hasPage({ standing, how, device }: Attendee): boolean {
  return standing === "lost" || (standing === "in" && (how === "remote" || device !== "unknown"));
}

/** canBeAlone says whether a mediator may go to somebody: they have a page that is heard, and nobody is with them. */
export function canBeAlone(one: Attendee): boolean {
  return one.role === "participant" && one.standing === "in" && hasPage(one) && !one.pocket && !one.aside;
}

/** deeds is all that can be done for somebody at this moment, most wanted first. */
export function deeds(one: Attendee, where: Where): Deed[] {
  const { seat, standing } = one;
  if (standing === "lobby") {
    return [
      { id: "in", words: say("teach.lobby.in"), message: { type: "let-in", seat } },
      { id: "out", words: say("teach.lobby.later"), message: { type: "send-out", seat } },
    ];
  }
  if (standing === "out") return [{ id: "out", words: say("teach.do.back"), message: { type: "let-in", seat } }];
  const paged = hasPage(one);
  return [
    ...steps(one, where.step),
    ...(one.hand > 0
      ? [{ id: "hand", words: say("teach.do.lower"), message: { type: "hand", seat, up: false } } as const]
      : []),
    ...(paged ? [...voice(one), ...picture(one, where)] : []),
    ...ways(one),
    ...(paged ? [{ id: "out", words: say("teach.do.out"), message: { type: "send-out", seat } } as const] : []),
  ];
}

/** steps marks the step for whoever has no page to do it on. */
function steps(one: Attendee, step: number): Deed[] {
  const { seat, how, progress } = one;
  if (!takesPart(one) || how === "remote") return [];
  const mark = (what: Progress, key: "teach.do.done" | "teach.do.stuck"): Deed => ({
    id: what,
    words: say(key),
    message: { type: "do", seat, step, progress: progress === what ? "none" : what },
    pressed: progress === what,
  });
  return [mark("done", "teach.do.done"), mark("stuck", "teach.do.stuck")];
}

function voice({ seat, pocket, silenced, voice: { mode } }: Attendee): Deed[] {
  if (pocket || (mode === "phone" && !silenced)) return [];
  const words = say(silenced ? "teach.do.speak" : "teach.do.silence");
  return [{ id: "voice", words, message: { type: "silence", seat, silent: !silenced } }];
}

/** picture is whose face and whose screen is seen, and by whom. */
function picture(one: Attendee, { forward, shows, stage }: Where): Deed[] {
  const { seat, pocket, role, asked, consent, screen } = one;
  if (pocket) return [];
  const all: Deed[] = [];
  const put = (id: string, words: string, message: ClientMessage, pressed?: boolean) =>
    all.push({ id, words, message, ...(pressed !== undefined && { pressed }) });
  put("forward", say("teach.do.forward"), { type: "forward", seat: forward === seat ? "" : seat }, forward === seat);
  if (role === "hall") return all;
  if (consent === "all" && screen.state !== "off" && !(stage === "screen" && shows === seat)) {
    put("present", say("teach.do.present"), { type: "present", kind: "screen", seat });
  }
  if (asked === "nobody") {
    put("ask", say("teach.do.ask"), { type: "ask-screen", seat, to: "mediators" });
  } else {
    put("ask", say("teach.do.unask"), { type: "ask-screen", seat, to: "nobody" });
  }
  if (asked !== "all") put("ask-all", say("teach.do.askAll"), { type: "ask-screen", seat, to: "all" });
  put("signs", say("teach.do.signs"), { type: "signs", seat, on: !one.signs }, one.signs);
  return all;
}

/** ways ticks somebody as there without a page of their own. */
function ways(one: Attendee): Deed[] {
  const { seat, role, how } = one;
  if (role !== "participant") return [];
  const otherwise = hasPage(one) ? "remote" : "absent";
  const way = (to: "onSite" | "byPhone", key: "teach.do.onSite" | "teach.do.byPhone"): Deed => ({
    id: to,
    words: say(key),
    message: { type: "came", seat, how: how === to ? otherwise : to },
    pressed: how === to,
  });
  return [way("onSite", "teach.do.onSite"), way("byPhone", "teach.do.byPhone")];
}
