// Trying sound and picture, alone: nothing leaves this machine, and whatever does not work stops nothing.
import { note } from "./media/note";

const part = document.querySelector<HTMLElement>("#essai");
const told = document.querySelector<HTMLElement>("#essai-dit");
const video = document.querySelector<HTMLVideoElement>("#essai-video");
const voice = document.querySelector<HTMLElement>("#essai-micro");
const level = document.querySelector<HTMLMeterElement>("#essai-voix");

if (part && told && video && voice && level) {
  part.hidden = false;
  part.querySelector("#essai-son")?.addEventListener("click", note);
  part.querySelector("#essai-image")?.addEventListener("click", async () => {
    if (video.srcObject) return;
    try {
      const stream = await open();
      video.srcObject = stream;
      video.hidden = stream.getVideoTracks().length === 0;
      void video.play().catch(() => {});
      if (stream.getAudioTracks().length > 0) listen(stream);
      told.textContent = part.dataset.seen ?? "";
    } catch (fault) {
      const refused = fault instanceof DOMException && fault.name === "NotAllowedError";
      told.textContent = (refused ? part.dataset.refused : part.dataset.nothing) ?? "";
    }
  });
}

/** open is camera and microphone, or whichever of them there is. */
async function open(): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  if (!mediaDevices) throw new DOMException("", "NotFoundError");
  try {
    return await mediaDevices.getUserMedia({ video: true, audio: true });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "NotAllowedError") throw fault;
    return mediaDevices.getUserMedia({ audio: true }).catch(() => mediaDevices.getUserMedia({ video: true }));
  }
}

/** listen moves the bar with the voice. */
function listen(stream: MediaStream): void {
  if (!voice || !level) return;
  voice.hidden = false;
  const sound = new AudioContext();
  const ear = sound.createAnalyser();
  sound.createMediaStreamSource(stream).connect(ear);
  const samples = new Uint8Array(ear.fftSize);
  const hear = () => {
    ear.getByteTimeDomainData(samples);
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
    level.value = Math.min(100, loudest * 2);
    requestAnimationFrame(hear);
  };
  hear();
}
