import { effect } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ScreenShare } from "./screen";

/** Capture is the track that a browser gives once a screen was chosen. */
class Capture {
  enabled = true;
  muted = false;
  contentHint = "";
  stopped = false;
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  getSettings() {
    return { displaySurface: "window" };
  }

  stop() {
    this.stopped = true;
  }
}

let capture: Capture;
let kept: Map<string, string>;
let answer: () => Promise<unknown>;

const share = () =>
  new ScreenShare({ read: (name) => kept.get(name) ?? null, write: (name, value) => void kept.set(name, value) });

async function showing(): Promise<ScreenShare> {
  const screen = share();
  await screen.show();
  return screen;
}

beforeEach(() => {
  capture = new Capture();
  kept = new Map();
  answer = async () => ({ getVideoTracks: () => [capture] });
  vi.stubGlobal("RTCPeerConnection", class {});
  vi.stubGlobal("navigator", { mediaDevices: { getDisplayMedia: () => answer() } });
});

afterEach(() => vi.unstubAllGlobals());

describe("ScreenShare", () => {
  it("shows what was chosen", async () => {
    const screen = await showing();
    expect(screen.state.value).toEqual({ state: "showing", surface: "window", hidden: false, closed: false });
    expect(screen.outgoing.value).toBe(capture);
    expect(capture.contentHint).toBe("detail");
  });

  it("cuts the picture at its source within the press itself", async () => {
    const screen = await showing();
    const left: unknown[] = [];
    const stop = effect(() => void left.push(screen.outgoing.value));
    screen.pause("person");
    expect(capture.enabled).toBe(false);
    expect(left).toEqual([capture, null]);
    stop();
  });

  it("says who paused, and resumes the same capture without asking again", async () => {
    const screen = await showing();
    screen.pause("mediator");
    expect(screen.pausedBy.value).toBe("mediator");
    answer = () => Promise.reject(new Error("asked again"));
    await screen.resume();
    expect(screen.outgoing.value).toBe(capture);
    expect(capture.enabled).toBe(true);
  });

  it("is still paused after a reload, and then asks the browser to resume", async () => {
    (await showing()).pause("person");
    const reloaded = share();
    expect(reloaded.state.value.state).toBe("paused");
    expect(reloaded.outgoing.value).toBeNull();
    await reloaded.resume();
    expect(reloaded.state.value.state).toBe("showing");
  });

  it("is off after a reload while it was shown: the browser ended the capture", async () => {
    await showing();
    expect(share().state.value.state).toBe("off");
  });

  it("says that the window is minimised, and that it was closed", async () => {
    const screen = await showing();
    capture.onmute?.();
    expect(screen.state.value.hidden).toBe(true);
    capture.onunmute?.();
    expect(screen.state.value.hidden).toBe(false);
    capture.onended?.();
    expect(screen.state.value).toEqual({ state: "off", surface: "", hidden: false, closed: true });
    expect(screen.outgoing.value).toBeNull();
  });

  it("lets the capture go when nothing is to be shown any more", async () => {
    const screen = await showing();
    screen.stop();
    expect(capture.stopped).toBe(true);
    expect(screen.state.value.state).toBe("off");
  });

  it.each([
    ["NotAllowedError", "refused"],
    ["AbortError", "refused"],
    ["NotSupportedError", "unable"],
  ])("after %s it is %s", async (name, asking) => {
    answer = () => Promise.reject(new DOMException("", name));
    const screen = await showing();
    expect(screen.asking.value).toBe(asking);
    expect(screen.state.value.state).toBe("off");
  });

  it("knows a browser that cannot show", () => {
    vi.stubGlobal("navigator", { mediaDevices: {} });
    expect(share().asking.value).toBe("unable");
  });
});
