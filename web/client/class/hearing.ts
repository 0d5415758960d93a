import type { Notice } from "../media/obstacle";
import type { Key } from "../words";

/** Hearing is how the microphone of this page stands. */
export interface Hearing {
  /** That the browser is asking, or why there is no microphone. */
  readonly notice: Notice | undefined;
  readonly open: boolean;
  readonly muted: boolean;
  /** Whether a voice was heard since it was opened. */
  readonly heard: boolean;
  /** Whether one has had time to speak. */
  readonly waited: boolean;
}

/** told is the sentence for it; nobody is ever told that they cannot go on. */
export function told({ notice, open, muted, heard, waited }: Hearing): Key | undefined {
  if (notice) return `class.mic.${notice}`;
  if (muted) return "class.mic.muted";
  if (!open) return undefined;
  if (heard) return "class.mic.heard";
  return waited ? "class.mic.silent" : "class.mic.speak";
}
