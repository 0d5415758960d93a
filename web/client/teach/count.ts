// How far the class is with the current step.
import type { Attendee, Teaching } from "../protocol.gen";
import { count, say } from "../words";

/** Tally is those who take part, by what they said of the current step. */
export interface Tally {
  readonly all: number;
  readonly done: number;
  readonly stuck: number;
  readonly silent: number;
}

/** takesPart says whether somebody is one of those who do the steps at this moment, wherever they are. */
export function takesPart({ role, standing, how }: Attendee): boolean {
  if (role !== "participant" || standing === "out" || standing === "lobby") return false;
  return standing !== "absent" || how === "onSite" || how === "byPhone";
}

/**
 * tally counts the class. Hands shown in the hall count for those on site who
 * have said nothing by a telephone of their own: never fewer than were ticked,
 * never more than are there.
 */
export function tally({ roster, shown }: Pick<Teaching, "roster" | "shown">): Tally {
  const there = roster.filter(takesPart);
  const of = (progress: Attendee["progress"]) => there.filter((one) => one.progress === progress).length;
  const onSite = there.filter(({ how }) => how === "onSite");
  const said = onSite.filter(({ progress }) => progress === "done").length;
  const quiet = onSite.filter(({ progress }) => progress === "none").length;
  const byHand = Math.min(Math.max(shown - said, 0), quiet);
  return { all: there.length, done: of("done") + byHand, stuck: of("stuck"), silent: of("none") - byHand };
}

/** mostDone says whether more than half of those who take part have done the step. */
export function mostDone(roster: readonly Attendee[]): boolean {
  const there = roster.filter(takesPart);
  return 2 * there.filter(({ progress }) => progress === "done").length > there.length;
}

/** told is the counter in words. */
export function told({ all, done, stuck, silent }: Tally): string {
  if (all === 0) return say("teach.count.nobody");
  if (done === all) return say("teach.count.all");
  const parts = [count("teach.count.done", done, { all })];
  if (stuck > 0) parts.push(count("teach.count.stuck", stuck));
  if (silent > 0) parts.push(count("teach.count.silent", silent));
  return parts.join(say("teach.list.comma"));
}
