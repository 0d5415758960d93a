import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Media, Place, Station } from "../connection/station";
import type { Declined } from "../protocol.gen";
import { learn } from "../words";
import { trouble } from "./ConnectionState";

learn(JSON.parse(readFileSync(new URL("../../locales/fr/fault.json", import.meta.url), "utf8")));

const seat = (kind: Place["kind"], media: Media = "connected", reason?: Declined["reason"]) =>
  ({
    kind,
    line: { state: { value: "joined" } },
    media: { value: media },
    declined: { value: reason && { type: "declined", message: "step", reason } },
  }) as unknown as Station;

it.each([
  ["help", /l’aide a avancé/],
  ["class", /la séance a avancé/],
  ["family", /cet appel est terminé/],
] as const)("says that it is too late in the words of a %s", (kind, words) => {
  expect(trouble(seat(kind, "connected", "too-late"))).toMatch(words);
  expect(trouble(seat(kind, "connected", "not-yours"))).toMatch(/ne peut pas se faire d’ici/);
  expect(trouble(seat(kind))).toBeUndefined();
});

it.each(["failed", "none"] as const)("offers a place to write only where there is one: %s", (media) => {
  expect(trouble(seat("class", media))).toMatch(/écrire ici/);
  expect(trouble(seat("family", media))).not.toMatch(/écrire/);
});
