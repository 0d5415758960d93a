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
  const stop = measure(track, (level) => {
    if (level < voice) return;
    stop();
    then();
  });
  return stop;
}

/** measure tells again and again how loud a track is, from 0 to 1. It returns how to stop; a browser that cannot says nothing. */
export function measure(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  if (typeof AudioContext === "undefined") return () => {};
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(loudness(samples));
  }, lookEvery);
  return () => {
    clearInterval(timer);
    if (context.state !== "closed") void context.close();
  };
}

/** loudness is the root mean square of samples from -1 to 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
