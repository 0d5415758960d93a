// The ringing, made here (Web Audio API): two notes, like a doorbell, until somebody answers. A browser lets a page sound
// only once it was pressed; until then it rings in silence, and says so.
import { type ReadonlySignal, signal } from "@preact/signals";

/** The notes, in hertz, how long each sounds and how often they come, in seconds. */
const notes = [659, 523];
const length = 0.7;
const every = 2.4;
const loudness = 0.35;

/** What a telephone in the hand does meanwhile, in milliseconds: on, off. */
const shakes = [600, 300, 600, 900];

export class Ringer {
  readonly #audible = signal(false);
  #context: AudioContext | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Whether the browser lets it be heard. */
  readonly audible: ReadonlySignal<boolean> = this.#audible;

  constructor() {
    if (!("AudioContext" in globalThis)) return;
    const context = new AudioContext();
    this.#context = context;
    context.onstatechange = () => {
      this.#audible.value = context.state === "running";
    };
    this.#audible.value = context.state === "running";
    const wake = (): void => void context.resume().catch(() => {});
    addEventListener("pointerdown", wake);
    addEventListener("keydown", wake);
  }

  /** start rings until stop. */
  start(): void {
    this.stop();
    this.#sound();
    this.#timer = setInterval(() => this.#sound(), every * 1000);
  }

  stop(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    navigator.vibrate?.(0);
  }

  /** once lets it be heard what the ringing is like; called in a press, it also gets the browser's leave. */
  once(): void {
    void this.#context?.resume().then(
      () => this.#sound(),
      () => {},
    );
  }

  #sound(): void {
    navigator.vibrate?.(shakes);
    const context = this.#context;
    if (context?.state !== "running") return;
    notes.forEach((frequency, n) => {
      play(context, frequency, context.currentTime + n * length);
    });
  }
}

function play(context: AudioContext, frequency: number, at: number): void {
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + length);
  gain.connect(context.destination);
  // An octave above rings through where the low note does not.
  for (const each of [frequency, frequency * 2]) {
    const tone = context.createOscillator();
    tone.frequency.value = each;
    tone.connect(gain);
    tone.start(at);
    tone.stop(at + length);
  }
}
