// What the person was last told in writing.
import type { Seat } from "../connection/seat";
import { say } from "../words";

/** lastWords is what the others write at this moment, or their last line: in the companion it is read without looking elsewhere. */
export function lastWords(seat: Seat): string {
  const scene = seat.scene.value;
  const own = scene?.phase === "live" || scene?.phase === "knocking" ? scene.caller.seat : "";
  const [writing] = [...seat.writing.drafts.value].filter(([from]) => from !== own).map(([, text]) => text);
  if (writing) return writing;
  const line = seat.writing.lines.value.findLast((each) => each.seat !== own);
  const still = seat.parcels.received.value.findLast(({ kind }) => kind === "still");
  if (still && still.at >= (line?.at ?? 0)) return say("companion.sent.still", { name: still.name });
  if (!line) return "";
  return line.kind === "words" ? line.text : say(`companion.sent.${line.kind}`, { name: line.name });
}
