import type { Seat } from "../connection/seat";
import { say } from "../words";
import { left, remaining } from "./clock";

interface Props {
  readonly seat: Seat;
  readonly deadline: number;
  /** The sentence that says what ends then. */
  readonly words: "room.left" | "room.left.live" | "desk.left.code" | "desk.left.wait" | "desk.left.live";
  /** The button's words: whoever waits stays, whoever helps extends. */
  readonly button: string;
  /** Only shown when less than this is left, in milliseconds; always if absent. */
  readonly within?: number;
}

/** Deadline is the time left, and the one press that puts it off (WCAG 2.2.1). */
export function Deadline({ seat, deadline, words, button, within = Number.POSITIVE_INFINITY }: Props) {
  const time = left(deadline, () => seat.now());
  if (time > within) return null;
  return (
    <div class="row deadline">
      <p>{say(words, { time: remaining(time) })}</p>
      <button type="button" class="button" onClick={() => seat.send({ type: "extend" })}>
        {button}
      </button>
    </div>
  );
}
