import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Awake } from "./awake";

class Lock {
  released = false;
  async release() {
    this.released = true;
  }
}

let page: EventTarget & { visibilityState: string };
let locks: Lock[];
let refused: boolean;

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
async function show(state: "visible" | "hidden"): Promise<void> {
  page.visibilityState = state;
  // The browser lets every lock go when the page is hidden.
  if (state === "hidden") for (const lock of locks) lock.released = true;
  page.dispatchEvent(new Event("visibilitychange"));
  await settled();
}

beforeEach(() => {
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  locks = [];
  refused = false;
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", {
    wakeLock: {
      request: async () => {
        if (refused) throw new DOMException("", "NotAllowedError");
        const lock = new Lock();
        locks.push(lock);
        return lock;
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("Awake", () => {
  it("keeps the screen lit, once, and lets it go", async () => {
    const awake = new Awake();
    awake.keep(true);
    awake.keep(true);
    await settled();
    expect(locks.map(({ released }) => released)).toEqual([false]);
    awake.keep(false);
    expect(locks.map(({ released }) => released)).toEqual([true]);
    await show("hidden");
    await show("visible");
    expect(locks).toHaveLength(1);
  });

  it("takes it again when the page comes back", async () => {
    new Awake().keep(true);
    await settled();
    await show("hidden");
    expect(locks).toHaveLength(1);
    await show("visible");
    expect(locks.map(({ released }) => released)).toEqual([true, false]);
  });

  it("lets go what was granted too late", async () => {
    const awake = new Awake();
    awake.keep(true);
    awake.keep(false);
    await settled();
    expect(locks.map(({ released }) => released)).toEqual([true]);
  });

  it("tries again after a refusal, and does without where there is none", async () => {
    refused = true;
    new Awake().keep(true);
    await settled();
    refused = false;
    await show("visible");
    expect(locks).toHaveLength(1);
    vi.stubGlobal("navigator", {});
    new Awake().keep(true);
  });
});
