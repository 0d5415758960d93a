import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Caption } from "../protocol.gen";
import { Captioning } from "./captioning";

let sent: Caption[];
let open: boolean;
let captions: Captioning;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  open = true;
  captions = new Captioning((message) => {
    if (open) sent.push(message);
    return open;
  });
});
afterEach(() => vi.useRealTimers());

const texts = () => sent.map(({ text, said }) => (said ? `${text}!` : text));

it("sends a fast typist's words now and then, and the last ones always", () => {
  for (const text of ["B", "Bo", "Bon", "Bonj"]) captions.type(text);
  expect(texts()).toEqual(["B"]);
  vi.runAllTimers();
  expect(texts()).toEqual(["B", "Bonj"]);
});

it("ends a sentence once, and nothing of it comes after", () => {
  captions.type("Bonjour");
  captions.type("Bonjour à tous");
  expect(captions.say()).toBe(true);
  vi.runAllTimers();
  expect(texts()).toEqual(["Bonjour", "Bonjour à tous!"]);
  expect(captions.own.value).toBe("");
  expect(captions.say()).toBe(false);
});

it("keeps a sentence that could not leave", () => {
  open = false;
  captions.type("Bonjour");
  expect(captions.say()).toBe(false);
  expect(captions.own.value).toBe("Bonjour");
  open = true;
  captions.restart();
  vi.runAllTimers();
  expect(texts()).toEqual(["Bonjour"]);
});

it("numbers what it sends upwards", () => {
  captions.type("a");
  captions.say();
  expect(sent[1]?.n).toBeGreaterThan(sent[0]?.n ?? 0);
});

it("shows the freshest of what others type, until it is said", () => {
  const captioned = (n: number, text: string) => captions.captioned({ type: "captioned", seat: "m1", n, text });
  captioned(2, "Bonjour");
  captioned(1, "Bon");
  expect([...captions.typed.value]).toEqual([["m1", "Bonjour"]]);
  captioned(3, "");
  expect(captions.typed.value.size).toBe(0);
});
