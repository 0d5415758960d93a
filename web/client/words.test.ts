import { beforeEach, describe, expect, it, vi } from "vitest";
import fr from "../locales/fr";
import { standing } from "./desk/mirror";
import { remaining, spoken } from "./parts/clock";
import { animal, count, digit, learn, say } from "./words";

beforeEach(() => {
  learn(fr);
  vi.stubGlobal("document", { documentElement: { lang: "fr" } });
});

describe("say", () => {
  it("fills names in", () => {
    expect(say("room.sees", { name: "Anne" })).toBe("Anne voit votre écran");
  });

  it("leaves a name in place that it was not given", () => {
    expect(say("room.sees")).toBe("{name} voit votre écran");
  });

  it("never fills in twice: what a person wrote is no placeholder", () => {
    expect(say("desk.mail.body", { link: "{name}", name: "A", organization: "B" })).toContain("{name}");
  });
});

it.each([
  [0, "0 minute"],
  [1, "1 minute"],
  [2, "2 minutes"],
])("count(%i) is %s", (n, words) => {
  expect(count("common.minutes", n)).toBe(words);
});

it.each([
  [20_000, "moins d’une minute", "moins d’une minute"],
  [59_000, "1 minute", "moins d’une minute"],
  [15 * 60_000 - 1, "15 minutes", "14 minutes"],
  [80 * 60_000, "1 heure 20 minutes", "1 heure 20 minutes"],
  [120 * 60_000, "2 heures", "2 heures"],
])("%i ms lasted %s, and leaves %s", (time, lasted, leaves) => {
  expect(spoken(time)).toBe(lasted);
  expect(remaining(time)).toBe(leaves);
});

it("says what a person sees, or that the help is ending", () => {
  expect(standing("live", "paused")).toBe("Son écran est en pause");
  expect(standing("closing", "left")).toBe("L’aide se termine");
});

it("has every animal and digit in words", () => {
  expect(animal("owl")).toBe("le hibou");
  expect([..."0123456789"].map(digit).every((words) => words.includes(" "))).toBe(true);
});
