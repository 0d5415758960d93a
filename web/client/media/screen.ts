// The screen that this page shows (W3C Screen Capture). This page alone says
// whether it is shown, paused or not: nothing that comes from elsewhere resumes it.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Role, Screen, Surface, View } from "../protocol.gen";
import type { Memory } from "./memory";

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

  readonly state: ReadonlySignal<Screen> = this.#state;
  readonly asking: ReadonlySignal<Asking> = this.#asking;
  /** Who put it on pause. */
  readonly pausedBy: ReadonlySignal<Role> = this.#pausedBy;
  /** What leaves this machine. Read in an effect, it is cut within the very press on « Pause ». */
  readonly outgoing = computed(() => (this.#state.value.state === "showing" ? this.#track.value : null));

  constructor(memory: Memory) {
    this.#memory = memory;
    // A reload ends the capture but not the wish for pause.
    if (canShow() && memory.read("screen") === "paused") this.#set({ ...off, state: "paused" });
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
    if (!track) return this.show();
    track.enabled = true;
    this.#set({ ...this.#state.value, state: "showing" });
  }

  /** stop shows nothing any more. */
  stop(): void {
    this.#release();
    this.#asking.value = canShow() ? "reading" : "unable";
    this.#set(off);
  }

  /** close lets the capture go without a word: the page goes. */
  close(): void {
    this.#release();
  }

  #hold(track: MediaStreamTrack): void {
    this.#release();
    track.contentHint = "detail";
    track.onended = () => {
      this.#release();
      this.#asking.value = "reading";
      this.#set({ ...off, closed: true });
    };
    // A minimised window gives no pictures: the track is muted (W3C Media Capture, 4.3.1).
    track.onmute = () => this.#set({ ...this.#state.value, hidden: true });
    track.onunmute = () => this.#set({ ...this.#state.value, hidden: false });
    this.#track.value = track;
    this.#asking.value = "reading";
    const surface = track.getSettings().displaySurface;
    this.#set({ state: "showing", surface: isSurface(surface) ? surface : "", hidden: track.muted, closed: false });
  }

  #release(): void {
    const track = this.#track.value;
    if (!track) return;
    track.onended = track.onmute = track.onunmute = null;
    track.stop();
    this.#track.value = null;
  }

  #set(screen: Screen): void {
    this.#state.value = screen;
    this.#memory.write("screen", screen.state);
  }
}

function isSurface(surface: string | undefined): surface is Surface {
  return surface === "monitor" || surface === "window" || surface === "browser";
}
