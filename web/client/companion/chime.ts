// One soft sound, made here (Web Audio API). A browser plays it only once the
// page was pressed; where it does not, there is silence.

/** Two soft notes a fourth apart, in hertz, and how long each sounds, in seconds. */
const notes = [587, 784];
const length = 0.35;
const loudness = 0.08;

/** At most one in this time, in milliseconds. */
const pause = 4000;

let context: AudioContext | undefined;
let last = Number.NEGATIVE_INFINITY;

/** chime sounds once, discreetly, and not again for a while. */
export function chime(): void {
  const now = performance.now();
  if (now - last < pause || !("AudioContext" in globalThis)) return;
  last = now;
  context ??= new AudioContext();
  void context.resume().catch(() => {});
  notes.forEach((frequency, n) => {
    if (context) sound(context, frequency, context.currentTime + n * length * 0.6);
  });
}

function sound(on: AudioContext, frequency: number, at: number): void {
  const tone = on.createOscillator();
  const gain = on.createGain();
  tone.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
  tone.connect(gain).connect(on.destination);
  tone.start(at);
  tone.stop(at + length);
}
