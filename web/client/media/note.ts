/** note sounds for one second, to try a loudspeaker. To be called from a press, or browsers keep silent. */
export function note(): void {
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  volume.gain.setValueAtTime(0.2, sound.currentTime);
  volume.gain.linearRampToValueAtTime(0, sound.currentTime + 1);
  tone.connect(volume).connect(sound.destination);
  tone.frequency.value = 523;
  tone.addEventListener("ended", () => void sound.close());
  tone.start();
  tone.stop(sound.currentTime + 1);
}
