import { effect } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FastMessage, Pointed } from "../protocol.gen";
import { Pointing } from "./pointing";

let sent: FastMessage[];
let pointing: Pointing;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal("requestAnimationFrame", (then: () => void) => setTimeout(then, 16));
  sent = [];
  pointing = new Pointing((message) => sent.push(message) > 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pointed = (n: number, x: number, on = true): Pointed => ({ type: "pointed", seat: "m", n, on, x, y: 0.5 });

describe("one's own pointer", () => {
  it("is told at the screen's rate, the last place only", () => {
    for (let i = 0; i < 10; i++) pointing.point({ x: i / 10, y: 0 });
    vi.advanceTimersByTime(16);
    expect(sent).toMatchObject([{ type: "point", on: true, x: 0.9, y: 0 }]);
  });

  it("is told again while it rests, since any message may be lost", () => {
    pointing.point({ x: 0.5, y: 0.5 });
    vi.advanceTimersByTime(16 + 60 + 200 + 2000);
    expect(sent).toHaveLength(5);
    expect(sent.every((message, i) => i === 0 || message.n > (sent[i - 1]?.n ?? 0))).toBe(true);
  });

  it("is told to be gone a few times, then silence", () => {
    pointing.point({ x: 0.5, y: 0.5 });
    vi.advanceTimersByTime(16);
    pointing.point(undefined);
    vi.advanceTimersByTime(60_000);
    expect(sent.slice(1)).toMatchObject([{ on: false }, { on: false }, { on: false }]);
    pointing.point(undefined);
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(4);
  });
});

describe("another's pointer", () => {
  it("is where the freshest message says, whatever comes late", () => {
    pointing.pointed(pointed(2, 0.2));
    pointing.pointed(pointed(1, 0.1));
    expect(pointing.pointers.value.get("m")).toEqual({ x: 0.2, y: 0.5 });
    pointing.pointed(pointed(3, 0, false));
    expect(pointing.pointers.value.size).toBe(0);
  });

  it("is forgotten when nothing is heard of it any more", () => {
    pointing.pointed(pointed(1, 0.1));
    vi.advanceTimersByTime(3000);
    pointing.pointed(pointed(2, 0.1));
    vi.advanceTimersByTime(3000);
    expect(pointing.pointers.value.size).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(pointing.pointers.value.size).toBe(0);
  });

  it("that rests is not drawn again", () => {
    let drawn = 0;
    const stop = effect(() => {
      pointing.pointers.value;
      drawn++;
    });
    for (let n = 1; n < 5; n++) pointing.pointed(pointed(n, 0.1));
    expect(drawn).toBe(2);
    stop();
  });
});
