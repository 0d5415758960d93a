// Who of a class needs a mediator first, and in which order its list stands.
import type { Attendee } from "../protocol.gen";
import { language } from "../words";
import { mostDone, takesPart } from "./count";

/** Needs are the reasons to be looked at, the most pressing first; the last three ask for nothing. */
const needs = ["asks", "hand", "stuck", "trouble", "silent", "follows", "out", "absent"] as const;

/** Need is why somebody stands where they stand in the list. */
export type Need = (typeof needs)[number];

/** need is the most pressing reason to look at somebody; late says whether most of the class has done the step. */
export function need(one: Attendee, late: boolean): Need {
  if (one.standing === "lobby" || one.second) return "asks";
  if (one.standing === "out") return "out";
  if (!takesPart(one) && one.role !== "hall") return "absent";
  if (one.hand > 0) return "hand";
  if (one.progress === "stuck") return "stuck";
  if (troubled(one)) return "trouble";
  if (late && one.progress === "none" && one.role === "participant") return "silent";
  return "follows";
}

/** calls says whether a reason is one to look at somebody now. */
export function calls(why: Need): boolean {
  return needs.indexOf(why) <= needs.indexOf("silent");
}

/** troubled says that something does not get through to somebody who takes part by a page, or from them though it was asked for. */
export function troubled({ standing, blind, link, asked, view, of }: Attendee): boolean {
  const withheld = asked !== "nobody" && of === "screen" && (view === "refused" || view === "unable");
  return standing === "lost" || (standing === "in" && (blind || link === "bad" || withheld));
}

/** byNeed is everybody's seat, whoever needs help first; among equals who has waited longest, then by name. */
export function byNeed(roster: readonly Attendee[]): string[] {
  const late = mostDone(roster);
  const { compare } = new Intl.Collator(language(), { numeric: true });
  return roster
    .map((one) => {
      const why = need(one, late);
      return { one, rank: needs.indexOf(why), since: since(one, why) };
    })
    .sort(
      (a, b) =>
        a.rank - b.rank || a.since - b.since || compare(a.one.name, b.one.name) || compare(a.one.seat, b.one.seat),
    )
    .map(({ one }) => one.seat);
}

/** since is when somebody began to wait, 0 where nobody waits. */
function since(one: Attendee, why: Need): number {
  switch (why) {
    case "asks":
      return one.since;
    case "hand":
      return one.hand;
    case "stuck":
      return one.said;
    case "trouble":
      return one.standing === "lost" ? one.since : Number.MAX_SAFE_INTEGER;
    default:
      return 0;
  }
}

/** Arranged is how the list stands. */
export interface Arranged {
  readonly seats: readonly string[];
  /** The order is not by need any more, since the list is held still. */
  readonly stale: boolean;
}

/**
 * arrange puts the list in order by need, or holds it as it stood while a hand
 * or the keyboard is in it: a row that moves away under the finger would make
 * its press somebody else's. Who comes meanwhile stands at the end.
 */
export function arrange(before: readonly string[], roster: readonly Attendee[], held: boolean): Arranged {
  const best = byNeed(roster);
  if (!held) return { seats: best, stale: false };
  const all = new Set(best);
  const stayed = before.filter((seat) => all.has(seat));
  const known = new Set(stayed);
  const seats = [...stayed, ...best.filter((seat) => !known.has(seat))];
  return { seats, stale: seats.some((seat, place) => seat !== best[place]) };
}
