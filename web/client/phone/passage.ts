// How far a voice is on its way from a telephone call to this page.
import type { Notice } from "../media/obstacle";
import type { Outcome, VoiceMode } from "../protocol.gen";

/**
 * Passage is what the person must be told: "offered" until they press;
 * "listening" for their first word; "silent" when none comes, which a telephone
 * does that keeps its microphone for the call; "passes" once they are heard.
 */
export type Passage = "offered" | "asked" | "listening" | "silent" | "passes" | "cut" | "refused" | "fails";

/** How long a word is waited for before the call is suspected, and before it is given up, in milliseconds. */
export const patience = { silent: 8_000, fails: 40_000 } as const;

/** Ear is what is known of it. */
export interface Ear {
  readonly mode: VoiceMode;
  readonly notice: Notice | undefined;
  readonly heard: boolean;
  /** Sound gets through to the server. */
  readonly connected: boolean;
  /** Since the microphone was opened, in milliseconds. */
  readonly waited: number;
}

/** passage is how far it is. */
export function passage({ mode, notice, heard, connected, waited }: Ear): Passage {
  if (notice === "asked") return "asked";
  if (notice === "refused") return "refused";
  if (notice) return "fails";
  if (mode === "phone") return "offered";
  if (heard) return connected ? "passes" : "cut";
  if (waited >= patience.fails) return "fails";
  return waited < patience.silent ? "listening" : "silent";
}

/** outcome is what the mediator is told; undefined while it is not decided. */
export function outcome(how: Passage): Outcome | undefined {
  switch (how) {
    case "passes":
      return "done";
    case "refused":
      return "refused";
    case "fails":
      return "unable";
    default:
      return undefined;
  }
}
