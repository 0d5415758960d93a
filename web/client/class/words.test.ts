import { beforeEach, expect, it, vi } from "vitest";
import fr from "../../locales/fr";
import type { ClassHelper } from "../protocol.gen";
import { learn } from "../words";
import { called, day, hour, teacher } from "./words";

beforeEach(() => {
  learn(fr);
  vi.stubGlobal("document", { documentElement: { lang: "fr" } });
});

it("says when", () => {
  expect(hour(new Date(2026, 11, 1, 14, 30).getTime())).toBe("14\u00a0h\u00a030");
  expect(day(new Date(2026, 11, 1, 14, 30).getTime())).toBe("mardi 1er décembre à 14\u00a0h\u00a030");
  expect(day(new Date(2026, 11, 11, 9, 0).getTime())).toBe("vendredi 11 décembre à 9\u00a0h");
});

it("names who teaches, who speaks with one alone before who leads", () => {
  const helper = (seat: string, firstName: string, leads = false) => ({ seat, firstName, leads }) as ClassHelper;
  const helpers = [helper("m1", "Philippe", true), helper("m2", "Nadia")];
  expect(teacher({ helpers })).toBe("Philippe");
  expect(teacher({ helpers }, "m2")).toBe("Nadia");
  expect(teacher({ helpers: [] })).toBe(fr["class.somebody"]);
});

it("names the hall too", () => {
  expect(called(["Odette", ""])).toBe("Odette et la salle");
});
