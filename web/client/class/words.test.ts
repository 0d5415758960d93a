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
  expect(hour(new Date(2026, 11, 1, 14, 30).getTime(), undefined)).toBe("14\u00a0h\u00a030");
  expect(day(new Date(2026, 11, 1, 14, 30).getTime(), undefined)).toBe("mardi 1er décembre à 14\u00a0h\u00a030");
  expect(day(new Date(2026, 11, 11, 9, 0).getTime(), undefined)).toBe("vendredi 11 décembre à 9\u00a0h");
});

it("says when by the office's clock, whatever this device's is", () => {
  const at = Date.UTC(2026, 11, 1, 23, 30);
  expect(hour(at, "Europe/Paris")).toBe("0\u00a0h\u00a030");
  expect(day(at, "Europe/Paris")).toBe("mercredi 2 décembre à 0\u00a0h\u00a030");
  expect(day(at, "America/Martinique")).toBe("mardi 1er décembre à 19\u00a0h\u00a030");
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
