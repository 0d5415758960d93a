import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Camera } from "./camera";
import { helperMemory, type Memory, tabMemory } from "./memory";

class Track {
  stopped = false;
  contentHint = "";
  onended: (() => void) | null = null;
  stop() {
    this.stopped = true;
  }
}

let tracks: Track[];
let refusal: DOMException | undefined;

/** storage is a browser's, that a page finds again. */
function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

const camera = (memory: Memory = tabMemory("seance")) => new Camera(360, memory);

beforeEach(() => {
  tracks = [];
  refusal = undefined;
  vi.stubGlobal("sessionStorage", storage());
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("navigator", {
    mediaDevices: {
      getUserMedia: async () => {
        if (refusal) throw refusal;
        const track = new Track();
        tracks.push(track);
        return { getVideoTracks: () => [track] };
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

it("is not on by itself the first time, and is on again where it was", async () => {
  await camera().again();
  expect(tracks).toHaveLength(0);
  await camera().on();
  const again = camera();
  await again.again();
  expect(again.outgoing.value).toBe(tracks[1]);
  await camera(tabMemory("another class")).again();
  expect(tracks).toHaveLength(2);
  again.off();
  await camera().again();
  expect(tracks).toHaveLength(2);
});

it("is on again in whatever helps next, for whoever helps", async () => {
  await camera(helperMemory("one")).on();
  const next = camera(helperMemory("another"));
  await next.again();
  expect(next.outgoing.value).toBe(tracks[1]);
});

it("stays as it was wanted when the page lets it go", async () => {
  const own = camera();
  await own.on();
  own.close();
  expect([tracks[0]?.stopped, own.outgoing.value]).toEqual([true, null]);
  await camera().again();
  expect(tracks).toHaveLength(2);
});

it("lets go of what comes once nobody wants it any more", async () => {
  const own = camera();
  const asked = own.on();
  expect(own.notice.value).toBe("asked");
  own.off();
  await asked;
  expect([tracks[0]?.stopped, own.outgoing.value, own.notice.value]).toEqual([true, null, undefined]);
});

it("says why it cannot be had, and does not ask by itself again", async () => {
  refusal = new DOMException("", "NotAllowedError");
  const own = camera();
  await own.on();
  expect(own.notice.value).toBe("refused");
  refusal = undefined;
  await camera().again();
  expect(tracks).toHaveLength(0);
});
