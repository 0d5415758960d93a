// One person of the class, in little words.
import type { Attendee } from "../protocol.gen";
import { count, type Key, say } from "../words";
import { takesPart } from "./count";
import { need } from "./need";

/** Tone is how a word is marked, besides being said: colour is never alone (WCAG 1.4.1). */
export type Tone = "calls" | "warns" | "good" | "plain";

/** Word is a few words of somebody's row. */
export interface Word {
  readonly words: string;
  readonly tone: Tone;
}

/** Nothing is heard of somebody for so long before it is told, in milliseconds. */
const longSilence = 5 * 60_000;

/** standing is where somebody is, told only where it is not plain from the rest of the row. */
export function standing(one: Attendee, late: boolean): Word | undefined {
  switch (need(one, late)) {
    case "absent":
      return { words: say(one.expected === "onSite" ? "teach.at.absent.onSite" : "teach.at.absent"), tone: "plain" };
    case "out":
      return { words: say("teach.at.out"), tone: "plain" };
    case "asks":
      return { words: say(one.second ? "teach.at.second" : "teach.at.lobby"), tone: "calls" };
    default:
      return one.standing === "lost" ? { words: say("teach.at.lost"), tone: "calls" } : undefined;
  }
}

/** step is how far somebody is with the current step, and since when, at a moment of the server's clock. */
export function step(one: Attendee, late: boolean, now: number): Word | undefined {
  if (!takesPart(one)) return undefined;
  switch (one.progress) {
    case "done":
      return { words: say("teach.step.done"), tone: "good" };
    case "stuck":
      return { words: sinceWords("teach.step.stuck", one.said, now), tone: "calls" };
    case "none":
      return one.standing === "lost" ? undefined : { words: say("teach.step.none"), tone: late ? "warns" : "plain" };
  }
}

/** hand is a hand that is up, and since when. */
export function hand(one: Attendee, now: number): Word | undefined {
  return one.hand > 0 ? { words: sinceWords("teach.hand", one.hand, now), tone: "calls" } : undefined;
}

/** asks is what somebody's browser asks of them, or was not given; a face is theirs to show or not. */
function asks({ standing, view, of }: Attendee): Word | undefined {
  if ((standing !== "in" && standing !== "lobby") || of === "") return undefined;
  if (view !== "asked" && view !== "refused" && view !== "unable") return undefined;
  return { words: say(`teach.look.${view}.${of}`), tone: of === "camera" ? "plain" : "warns" };
}

/** more is what else there is to know of somebody, what goes wrong first. */
export function more(one: Attendee, now: number): Word[] {
  const words: Word[] = [];
  const put = (key: Key, tone: Tone = "plain", values = {}) => words.push({ words: say(key, values), tone });
  const there = one.standing === "in";
  const held = asks(one);
  if (held) words.push(held);
  if (there && one.blind) put("teach.blind", "warns");
  if (there && (one.link === "bad" || one.link === "weak")) put(`teach.link.${one.link}`, "warns");
  if (one.aside) put("teach.aside.busy");
  if (one.how === "onSite") put(one.pocket ? "teach.how.pocket" : "teach.how.onSite");
  if (one.how === "byPhone") put("teach.how.byPhone");
  if (there && one.how === "remote" && one.of !== "microphone") words.push(...voice(one, now));
  if (there && one.consent !== "nobody" && one.screen.state !== "off") put("teach.screen.shown");
  else if (there && one.asked !== "nobody") put("teach.screen.asked");
  if (one.signs) put("teach.signs");
  if (one.late && takesPart(one)) put("teach.late");
  if (there && (one.device === "phone" || one.device === "tablet")) put(`teach.device.${one.device}`);
  for (const arrangement of one.arrangements) {
    const key = arrangements[arrangement];
    if (key) put(key);
  }
  return words;
}

/** What to do for somebody (see workshops.Arrangement). */
const arrangements: Readonly<Record<string, Key>> = {
  "large-print": "teach.arrangement.large-print",
  "in-writing": "teach.arrangement.in-writing",
  "phone-only": "teach.arrangement.phone-only",
  "sign-language": "teach.arrangement.sign-language",
  "ground-floor": "teach.arrangement.ground-floor",
};

/** voice is how they are heard: not at all, by the telephone, or not for a while. */
function voice({ voice: { mode, muted }, silenced, heard }: Attendee, now: number): Word[] {
  if (silenced) return [{ words: say("teach.voice.silenced"), tone: "plain" }];
  if (mode === "phone") return [{ words: say("teach.voice.phone"), tone: "plain" }];
  if (muted) return [{ words: say("teach.voice.muted"), tone: "plain" }];
  const words: Word[] = [{ words: say("teach.voice.open"), tone: "plain" }];
  if (heard > 0 && now - heard >= longSilence) {
    words.push({ words: count("teach.heard", minutes(now - heard)), tone: "plain" });
  }
  return words;
}

/** sinceWords adds to a state how many minutes it has lasted, once it has lasted one. */
function sinceWords(key: "teach.hand" | "teach.step.stuck", from: number, now: number): string {
  const lasted = minutes(now - from);
  return lasted >= 1 ? say("teach.since", { what: say(key), minutes: lasted }) : say(key);
}

function minutes(milliseconds: number): number {
  return Math.floor(milliseconds / 60_000);
}
