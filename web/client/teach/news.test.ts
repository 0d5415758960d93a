import { afterEach, beforeEach, expect, it, vi } from "vitest";
import fr from "../../locales/fr";
import type { Attendee } from "../protocol.gen";
import { learn } from "../words";
import { attendee } from "./attendee.testing";
import { gatherFor, News } from "./news";

beforeEach(() => {
  learn(fr);
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const p = (name: string, more: Partial<Attendee> = {}) => attendee({ seat: name, name, ...more });
const quiet = [p("Marie"), p("Paul"), p("Odette"), p("Robert")];

function opened(roster: readonly Attendee[] = quiet): { news: News; arrived: ReturnType<typeof vi.fn> } {
  const arrived = vi.fn();
  const news = new News(arrived);
  news.look(roster);
  vi.advanceTimersByTime(gatherFor);
  return { news, arrived };
}

it("gathers what happens within a few seconds into one announcement", () => {
  const { news } = opened();
  news.look([p("Marie", { hand: 1 }), p("Paul"), p("Odette"), p("Robert")]);
  vi.advanceTimersByTime(gatherFor / 2);
  expect(news.told.value).toBe("");
  news.look([p("Marie", { hand: 1 }), p("Paul", { hand: 2 }), p("Odette", { progress: "stuck" }), p("Robert")]);
  vi.advanceTimersByTime(gatherFor / 2);
  expect(news.told.value).toBe("Marie et Paul lèvent la main. Odette n’y arrive pas.");
});

it("counts rather than names many", () => {
  const { news } = opened();
  news.look(quiet.map((one) => ({ ...one, progress: "stuck" })));
  vi.advanceTimersByTime(gatherFor);
  expect(news.told.value).toBe("4 personnes n’y arrivent pas.");
});

it("tells nothing twice, and again what is so again", () => {
  const { news } = opened();
  const up = [p("Marie", { hand: 1 })];
  news.look(up);
  vi.advanceTimersByTime(gatherFor);
  expect(news.told.value).toBe("Marie lève la main.");
  news.look(up);
  news.look([p("Marie")]);
  news.look([p("Marie", { hand: 5 })]);
  expect(news.told.value).toBe("");
  vi.advanceTimersByTime(gatherFor);
  expect(news.told.value).toBe("Marie lève la main.");
});

it("says and sounds at once who waits, at the first look too", () => {
  const { news, arrived } = opened([p("Marie", { standing: "lobby" }), p("Paul", { hand: 1, progress: "stuck" })]);
  expect(arrived).toHaveBeenCalledTimes(1);
  expect(news.told.value).toBe("Marie attend.");
  news.look([p("Marie", { second: true }), p("Paul")]);
  expect(arrived).toHaveBeenCalledTimes(1);
});
