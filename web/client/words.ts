// The page's catalogue: the server writes the keys that the page needs into
// data-words, already in the reader's language.
import type fr from "../locales/fr";

export type Key = keyof typeof fr;

/** A key that has a singular and a plural: "room.minutes" for "room.minutes.one" and "room.minutes.other". */
export type PluralKey = Key extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;

export type Values = Readonly<Record<string, string | number>>;

let catalogue: Readonly<Record<string, string>> = {};

/** learn replaces the catalogue. */
export function learn(words: Readonly<Record<string, string>>): void {
  catalogue = words;
}

/** say is the sentence of a key, its {placeholders} filled in. */
export function say(key: Key, values: Values = {}): string {
  return fill(catalogue[key] ?? key, values);
}

/** count is the sentence of a key for n things; {count} is filled in. French counts 0 and 1 as one, English only 1. */
export function count(key: PluralKey, n: number, values: Values = {}): string {
  const form = new Intl.PluralRules(language()).select(n) === "one" ? "one" : "other";
  return fill(catalogue[`${key}.${form}`] ?? key, { ...values, count: n });
}

/** animal is a pictogram's name in words: "le chat" for "cat". */
export function animal(pictogram: string): string {
  return catalogue[`animal.${pictogram}`] ?? pictogram;
}

/** digit is how the radio of the fire brigade says a digit, so that it is never misheard. */
export function digit(d: string): string {
  return catalogue[`digit.${d}`] ?? d;
}

/** language is the page's, "fr" if it does not say. */
export function language(): string {
  return globalThis.document?.documentElement.lang || "fr";
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}
