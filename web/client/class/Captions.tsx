import { say } from "../words";
import { usePart } from "./lesson";
import type { ClassSeat } from "./seat";

/** How many sentences are read back. */
const kept = 2;

/** Captions are the last sentences said, and the one that is being typed; a screen reader hears the voice already. */
export function Captions({ seat }: { seat: ClassSeat }) {
  const said = usePart(seat, (scene) => scene.captions);
  const aside = usePart(seat, (scene) => scene.aside);
  const typed = [...seat.captions.typed.value].filter(([who]) => !aside || who === aside).map(([, text]) => text);
  if (said.length === 0 && typed.length === 0) return null;
  return (
    <section class="captions" aria-label={say("class.captions")} dir="auto">
      {said.slice(-kept).map((sentence, n) => (
        <p key={`${n}${sentence}`}>{sentence}</p>
      ))}
      {typed.map((sentence, n) => (
        <p key={n} class="captions__now">
          {sentence}
        </p>
      ))}
    </section>
  );
}
