import { effect } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ScreenShare } from "./screen";

/** Capture is the track that a browser gives once a screen was chosen. */
class Capture {
  enabled = true;
  muted = false;
  contentHint = "";
  stopped = false;

  constructor(readonly displaySurface?: string) {}
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  getSettings() {
    return { displaySurface: this.displaySurface };
  }

  stop() {
    this.stopped = true;
  }
}

let capture: Capture;
let kept: Map<string, string>;
let answer: () => Promise<unknown>;
let filmed: (asked: MediaStreamConstraints) => Promise<unknown>;

const share = () =>
  new ScreenShare({ read: (name) => kept.get(name) ?? null, write: (name, value) => void kept.set(name, value) });

async function showing(): Promise<ScreenShare> {
  const screen = share();
  await screen.show();
  return screen;
}

beforeEach(() => {
  capture = new Capture("window");
  kept = new Map();
  answer = async () => ({ getVideoTracks: () => [capture] });
  vi.stubGlobal("RTCPeerConnection", class {});
  filmed = async () => ({ getVideoTracks: () => [capture] });
  vi.stubGlobal("navigator", {
    mediaDevices: {
      getDisplayMedia: () => answer(),
      getUserMedia: (asked: MediaStreamConstraints) => filmed(asked),
    },
  });
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

describe("ScreenShare with a camera", () => {
  const off = { state: "off", surface: "camera", hidden: false, closed: true };
  let telephone: ScreenShare;

  beforeEach(() => {
    capture = new Capture();
    Reflect.deleteProperty(navigator.mediaDevices, "getDisplayMedia");
    telephone = share();
  });

  it("shows what the camera at the back sees, fit to be read", async () => {
    const asked: MediaStreamConstraints[] = [];
    filmed = async (constraints) => {
      asked.push(constraints);
      return { getVideoTracks: () => [capture] };
    };
    await telephone.film();
    expect(asked).toMatchObject([{ audio: false, video: { facingMode: { ideal: "environment" } } }]);
    expect(telephone.state.value).toEqual({ state: "showing", surface: "camera", hidden: false, closed: false });
    expect(telephone.outgoing.value).toBe(capture);
    expect(capture.contentHint).toBe("detail");
  });

  it("films with the camera that was chosen, until it is turned", async () => {
    const asked: MediaStreamConstraints[] = [];
    filmed = async (constraints) => {
      asked.push(constraints);
      return { getVideoTracks: () => [capture] };
    };
    await telephone.film("document");
    await telephone.film();
    await telephone.turn();
    const document = { video: { deviceId: { exact: "document" } } };
    expect(asked).toMatchObject([document, document, { video: { facingMode: { ideal: "user" } } }]);
  });

  it("turns, letting the camera go that was open", async () => {
    await telephone.film();
    const rear = capture;
    capture = new Capture();
    await telephone.turn();
    expect(rear.stopped).toBe(true);
    expect(telephone.outgoing.value).toBe(capture);
  });

  it("stays on pause if that was pressed while the camera was being turned", async () => {
    await telephone.film();
    capture = new Capture();
    const turned = telephone.turn();
    telephone.pause("mediator");
    await turned;
    expect(telephone.state.value.state).toBe("paused");
    expect(telephone.outgoing.value).toBeNull();
    expect(capture.enabled).toBe(false);
    await telephone.resume();
    expect(telephone.outgoing.value).toBe(capture);
  });

  it.each([
    ["stopped", (screen: ScreenShare) => screen.stop()],
    ["the page goes", (screen: ScreenShare) => screen.close()],
  ])("shows nothing that the browser grants too late: %s", async (_, end) => {
    const late = telephone.film();
    end(telephone);
    await late;
    expect(capture.stopped).toBe(true);
    expect(telephone.state.value.state).toBe("off");
  });

  it("is still paused after a reload, and then films again", async () => {
    await telephone.film();
    telephone.pause("person");
    const reloaded = share();
    expect(reloaded.state.value).toMatchObject({ state: "paused", surface: "camera" });
    await reloaded.resume();
    expect(reloaded.state.value).toMatchObject({ state: "showing", surface: "camera" });
  });

  it("says that the camera was taken away", async () => {
    await telephone.film();
    capture.onended?.();
    expect(telephone.state.value).toEqual(off);
  });

  it.each([
    ["NotAllowedError", "refused", "refused"],
    ["NotFoundError", "absent", "unable"],
    ["NotReadableError", "busy", "unable"],
  ])("after %s it says that the camera is %s", async (name, notice, asking) => {
    filmed = () => Promise.reject(new DOMException("", name));
    await telephone.film();
    expect(telephone.notice.value).toBe(notice);
    expect(telephone.asking.value).toBe(asking);
    expect(telephone.state.value.state).toBe("off");
  });

  it("no longer shows what it could not turn to", async () => {
    await telephone.film();
    filmed = () => Promise.reject(new DOMException("", "NotReadableError"));
    await telephone.turn();
    expect(telephone.state.value).toEqual(off);
  });
});
