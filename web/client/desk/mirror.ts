import type { Mirror, Phase } from "../protocol.gen";
import { say } from "../words";

/** mirrored says what the person sees at this moment, on a device that shows its screen or on one that films. */
export function mirrored(mirror: Mirror, films = false): string {
  switch (mirror) {
    case "showing":
    case "paused":
    case "hidden":
    case "unable":
      return say(films ? `ask.mirror.${mirror}` : `desk.mirror.${mirror}`);
    default:
      return say(`desk.mirror.${mirror}`);
  }
}

/** standing says where a help is in the list of the desk; once the person is there the mirror says more. */
export function standing(phase: Phase, mirror: Mirror): string {
  switch (phase) {
    case "closing":
    case "ended":
    case "turnedAway":
      return say(`desk.phase.${phase}`);
    case "inviting":
    case "arriving":
    case "knocking":
    case "live":
      return mirrored(mirror);
  }
}
