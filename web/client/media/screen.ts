// The screen that this page shows (W3C Screen Capture), or what the camera sees
// in its place on a device that has no screen to show. This page alone says
// whether it is shown, paused or not: nothing that comes from elsewhere resumes it.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Role, Screen, Surface, View } from "../protocol.gen";
import { canFilm } from "./camera";
import type { Memory } from "./memory";
import { type Notice, type Obstacle, obstacle } from "./obstacle";

const off: Screen = { state: "off", surface: "", hidden: false, closed: false };

/** Asking is how far the question to the browser is, while nothing is shown. */
export type Asking = Exclude<View, "waiting">;

/** What the browser is asked for: the whole screen first, no sound, and not this page itself. */
const question: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { displaySurface: "monitor", frameRate: { max: 15 } },
  audio: false,
  selfBrowserSurface: "exclude",
  surfaceSwitching: "include",
  monitorTypeSurfaces: "include",
};

/** Facing is the side that a camera looks to (W3C Media Capture, VideoFacingModeEnum): away from whoever holds it, or at them. */
export type Facing = "environment" | "user";

/** What a camera is asked for: a letter must be readable. */
const view: MediaTrackConstraints = { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { max: 30 } };

/** canShow says whether this browser can show a screen to somebody at all; phones cannot. */
export function canShow(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function" && typeof RTCPeerConnection !== "undefined";
}

export class ScreenShare {
  readonly #memory: Memory;
  readonly #state = signal<Screen>(off);
  readonly #track = signal<MediaStreamTrack | null>(null);
  readonly #asking = signal<Asking>(canShow() ? "reading" : "unable");
  readonly #pausedBy = signal<Role>("person");
  readonly #notice = signal<Notice | undefined>(undefined);
  #facing: Facing = "environment";
  /** The camera that was chosen by name, "" for the one of a side. */
  #camera = "";
  /** The latest question for a camera; an answer to an earlier one comes too late. */
  #question = 0;

  readonly state: ReadonlySignal<Screen> = this.#state;
  /** What is captured here, even while nothing of it leaves. */
  readonly source: ReadonlySignal<MediaStreamTrack | null> = this.#track;
  /** What must be said of the camera that is to be shown: that the browser is asking, or why it cannot be had. */
  readonly notice: ReadonlySignal<Notice | undefined> = this.#notice;
  readonly asking: ReadonlySignal<Asking> = this.#asking;
  /** Who put it on pause. */
  readonly pausedBy: ReadonlySignal<Role> = this.#pausedBy;
  /** What leaves this machine. Read in an effect, it is cut within the very press on « Pause ». */
  readonly outgoing = computed(() => (this.#state.value.state === "showing" ? this.#track.value : null));

  constructor(memory: Memory) {
    this.#memory = memory;
    // A reload ends the capture but not the wish for pause.
    if (memory.read("screen") !== "paused") return;
    if (memory.read("shown") === "camera" && canFilm()) this.#set({ ...off, state: "paused", surface: "camera" });
    else if (canShow()) this.#set({ ...off, state: "paused" });
  }

  /** show asks the browser for a screen. To be called from a press, or the browser refuses. */
  async show(): Promise<void> {
    this.#asking.value = "asked";
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(question);
      const track = stream.getVideoTracks()[0];
      if (track) this.#hold(track);
    } catch (error) {
      // InvalidStateError and the like say that the press came too late: ask again.
      const refused = error instanceof DOMException && error.name !== "NotSupportedError";
      this.#asking.value = refused ? "refused" : "unable";
    }
  }

  /**
   * film shows what a camera sees: the one that is named (W3C Media Capture,
   * deviceId), or else the one at the back if there is one. To be called from a press.
   */
  async film(camera = this.#camera): Promise<void> {
    this.#camera = camera;
    const question = ++this.#question;
    const before = this.#state.value.state;
    this.#asking.value = "asked";
    this.#notice.value = "asked";
    try {
      const video = {
        ...view,
        ...(camera ? { deviceId: { exact: camera } } : { facingMode: { ideal: this.#facing } }),
      };
      const track = (await navigator.mediaDevices.getUserMedia({ audio: false, video })).getVideoTracks()[0];
      if (question !== this.#question) return track?.stop();
      this.#notice.value = undefined;
      // « Pause » wins over a camera that was being turned.
      const paused = before === "showing" && this.#state.value.state === "paused";
      if (track) this.#hold(track, "camera", paused);
    } catch (error) {
      if (question === this.#question) this.#lack(obstacle(error));
    }
  }

  #lack(why: Obstacle): void {
    this.#notice.value = why;
    this.#asking.value = why === "refused" ? "refused" : "unable";
    if (this.#state.value.state !== "off") this.#set({ ...off, surface: "camera", closed: true });
  }

  /** turn films with the camera of the other side. A telephone lets only one be open at a time. */
  async turn(): Promise<void> {
    this.#facing = this.#facing === "environment" ? "user" : "environment";
    this.#release();
    await this.film("");
  }

  /** pause stops the picture at its source, at once. */
  pause(by: Role): void {
    const track = this.#track.value;
    if (track) track.enabled = false;
    if (this.#state.value.state !== "showing") return;
    this.#pausedBy.value = by;
    this.#set({ ...this.#state.value, state: "paused" });
  }

  /** resume shows again what was paused; after a reload the browser must be asked once more. */
  async resume(): Promise<void> {
    const track = this.#track.value;
    if (!track) return this.#state.value.surface === "camera" ? this.film() : this.show();
    track.enabled = true;
    this.#set({ ...this.#state.value, state: "showing" });
  }

  /** stop shows nothing any more. */
  stop(): void {
    this.#release();
    this.#notice.value = undefined;
    this.#asking.value = canShow() ? "reading" : "unable";
    this.#set(off);
  }

  /** close lets the capture go without a word: the page goes. */
  close(): void {
    this.#release();
  }

  #hold(track: MediaStreamTrack, shown: Surface = surface(track), paused = false): void {
    this.#release();
    track.contentHint = "detail";
    track.enabled = !paused;
    track.onended = () => {
      this.#release();
      this.#asking.value = canShow() ? "reading" : "unable";
      this.#set({ ...off, surface: shown === "camera" ? shown : "", closed: true });
    };
    // A minimised window gives no pictures, nor does the camera of a page behind another: the track is muted
    // (W3C Media Capture, 4.3.1).
    track.onmute = () => this.#set({ ...this.#state.value, hidden: true });
    track.onunmute = () => this.#set({ ...this.#state.value, hidden: false });
    this.#track.value = track;
    this.#asking.value = "reading";
    this.#set({ state: paused ? "paused" : "showing", surface: shown, hidden: track.muted, closed: false });
  }

  #release(): void {
    this.#question++;
    const track = this.#track.value;
    if (!track) return;
    track.onended = track.onmute = track.onunmute = null;
    track.stop();
    this.#track.value = null;
  }

  #set(screen: Screen): void {
    this.#state.value = screen;
    this.#memory.write("screen", screen.state);
    this.#memory.write("shown", screen.surface);
  }
}

/** surface is what was chosen in the browser's question, "" where it does not tell. */
function surface(track: MediaStreamTrack): Surface {
  const chosen = track.getSettings().displaySurface;
  return chosen === "monitor" || chosen === "window" || chosen === "browser" ? chosen : "";
}
