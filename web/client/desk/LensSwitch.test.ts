import { expect, it } from "vitest";
import type { Caller, Device, Live } from "../protocol.gen";
import { films, watched } from "./LensSwitch";

const device = (kind: Device["kind"], canShow: boolean) => ({ kind, canShow, canFilm: true }) as Device;
const caller = (given: Device, surface = "") => ({ seat: "person", device: given, screen: { surface } }) as Caller;

it.each([
  ["a computer that shows its screen", caller(device("computer", true)), false],
  ["a computer that cannot", caller(device("computer", false)), false],
  ["a telephone", caller(device("phone", false)), true],
  ["a tablet that can show its screen", caller(device("tablet", true)), false],
  ["whatever films", caller(device("computer", true), "camera"), true],
])("films: %s", (_, who, yes) => {
  expect(films(who)).toBe(yes);
});

it("watched is the telephone only while it is there to be watched", () => {
  const scene = (role: string, guests: object[]) =>
    ({ watched: role, caller: caller(device("computer", true)), guests }) as Live;
  const lens = { seat: "lens", present: true };
  expect(watched(scene("person", [lens]))).toMatchObject({ seat: "person", films: false });
  expect(watched(scene("lens", [lens]))).toMatchObject({ seat: "lens", films: true });
  expect(watched(scene("lens", []))).toMatchObject({ seat: "person" });
});
