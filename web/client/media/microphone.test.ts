import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Microphone } from "./microphone";

const { whenHeard } = vi.hoisted(() => ({ whenHeard: vi.fn() }));
vi.mock("./hearing", () => ({ whenHeard }));

class Track {
  enabled = true;
  stopped = false;
  onended: (() => void) | null = null;
  stop() {
    this.stopped = true;
  }
}

let track: Track;
let refusal: DOMException | undefined;
let speak: () => void;
let deafened: number;
let kept: Map<string, string>;

const microphone = () =>
  new Microphone({ read: (name) => kept.get(name) ?? null, write: (name, value) => void kept.set(name, value) });

beforeEach(() => {
  track = new Track();
  refusal = undefined;
  deafened = 0;
  kept = new Map();
  whenHeard.mockImplementation((_: unknown, then: () => void) => {
    speak = then;
    return () => deafened++;
  });
  vi.stubGlobal("navigator", {
    mediaDevices: {
      getUserMedia: async () => {
        if (refusal) throw refusal;
        return { getAudioTracks: () => [track] };
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("Microphone", () => {
  it("lets a voice out, and says once it has heard one", async () => {
    const own = microphone();
    await own.speak();
    expect(own.voice.value).toEqual({ mode: "device", muted: false });
    expect(own.outgoing.value).toBe(track);
    expect(own.heard.value).toBe(false);
    speak();
    expect(own.heard.value).toBe(true);
  });

  it("forgets what it heard when the voice goes back to the telephone", async () => {
    const own = microphone();
    await own.speak();
    speak();
    own.phone();
    expect(own.heard.value).toBe(false);
    expect(deafened).toBe(1);
    expect(track.stopped).toBe(true);
    expect(own.outgoing.value).toBeNull();
  });

  it("goes back to the telephone when the microphone is taken away", async () => {
    const own = microphone();
    await own.speak();
    track.onended?.();
    expect(own.voice.value.mode).toBe("phone");
    expect(own.notice.value).toBe("busy");
    expect(own.heard.value).toBe(false);
  });

  it.each([
    ["NotAllowedError", "refused"],
    ["NotReadableError", "busy"],
    ["NotFoundError", "absent"],
  ])("after %s the voice stays on the telephone: %s", async (name, notice) => {
    refusal = new DOMException("", name);
    const own = microphone();
    await own.speak();
    expect(own.notice.value).toBe(notice);
    expect(own.voice.value.mode).toBe("phone");
  });

  it("lets nothing out while it is muted, after a reload too", async () => {
    const own = microphone();
    await own.speak();
    own.mute(true);
    expect(own.outgoing.value).toBeNull();
    expect(track.enabled).toBe(false);
    track = new Track();
    const reloaded = microphone();
    await vi.waitFor(() => expect(track.enabled).toBe(false));
    expect(reloaded.voice.value).toEqual({ mode: "device", muted: true });
    expect(reloaded.outgoing.value).toBeNull();
  });
});
