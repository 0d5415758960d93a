import type { ClassScene } from "../protocol.gen";
import { say } from "../words";
import { nameOf } from "./lesson";
import type { Step } from "./page";
import { teacher } from "./words";

/**
 * news is what a screen reader says of a change of scene, "" where nothing
 * changed that somebody must know at once: being let in, a step, one's hand,
 * one's voice, being alone with somebody. What others do is never said.
 */
export function news(before: ClassScene | undefined, now: ClassScene, steps: readonly Step[]): string {
  if (now.phase !== "class") return "";
  const step = say("class.news.step", { n: now.step + 1, title: steps[now.step]?.title ?? "" });
  if (before?.phase !== "class") return before ? `${say("class.news.in")} ${step}` : "";
  const all: string[] = [];
  const name = teacher(now);
  if (before.aside !== now.aside) {
    all.push(now.aside ? say("class.aside", { name: nameOf(now, now.aside) }) : say("class.news.back"));
  }
  if (before.step !== now.step) all.push(step);
  if (before.me.hand !== now.me.hand) all.push(say(now.me.hand ? "class.news.hand" : "class.news.hand.down"));
  if (before.me.silenced !== now.me.silenced) {
    all.push(now.me.silenced ? say("class.silenced", { name }) : say("class.news.voice"));
  }
  if (before.me.asked !== now.me.asked && now.me.asked !== "nobody") {
    all.push(say(`class.asked.${now.me.asked}`, { name }));
  }
  return all.join(" ");
}
