// Whether a microphone hears anything. While a telephone call goes on, some
// telephones give a page a microphone that is silent, or muted.

/** How loud counts as a voice: the root mean square of samples from -1 to 1, about -40 dB of full scale. */
const voice = 0.01;
const lookEvery = 100;

/** whenHeard calls then once the track has carried a voice. It returns how to stop listening. */
export function whenHeard(track: MediaStreamTrack, then: () => void): () => void {
  if (typeof AudioContext === "undefined") {
    then();
    return () => {};
  }
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const stop = (): void => {
    clearInterval(timer);
    if (context.state !== "closed") void context.close();
  };
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    if (loudness(samples) < voice) return;
    stop();
    then();
  }, lookEvery);
  return stop;
}

/** loudness is the root mean square of samples from -1 to 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
