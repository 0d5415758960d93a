import { Title } from "../parts/Title";
import type { ClassOver, Mood } from "../protocol.gen";
import { Phone } from "../room/parts";
import { say } from "../words";
import type { ClassPage } from "./page";
import type { ClassSeat } from "./seat";
import { day } from "./words";

/** Over: thanks, how it was, what to keep, and when one meets again. */
export function Over({ page: { seat, zone, sheet, home }, scene }: { page: ClassPage; scene: ClassOver }) {
  const { name, next, phone } = scene;
  return (
    <div class="page stack stack--loose">
      <header class="stack">
        <Title text={say("class.over")} />
        <p class="lead">{name ? say("class.over.thanks", { name }) : say("class.over.thanks.nobody")}</p>
      </header>
      <Moods seat={seat} mood={scene.mood} />
      {next > 0 && <p class="notice lead">{say("class.over.next", { when: day(next, zone) })}</p>}
      <div class="stack">
        {sheet && (
          <a class="button button--primary button--large button--block" href={sheet}>
            {say("class.over.sheet")}
          </a>
        )}
        <a class="button button--large button--block" href={home}>
          {say("class.over.home")}
        </a>
      </div>
      {phone && (
        <p>
          {say("class.phone")} <Phone number={phone} />
        </p>
      )}
    </div>
  );
}

const moods = ["good", "fair", "poor"] as const satisfies readonly Mood[];

/** The mouth of each face. */
const mouths = { good: "M26 52 Q40 70 54 52", fair: "M27 57 H53", poor: "M26 62 Q40 46 54 62" } as const;

/** Moods are three faces, each with its word; pressed again, it is taken back. */
function Moods({ seat, mood }: { seat: ClassSeat; mood: Mood }) {
  return (
    <section class="card stack" aria-labelledby="mood">
      <h2 id="mood">{say("class.mood")}</h2>
      <div class="moods">
        {moods.map((each) => (
          <button
            key={each}
            type="button"
            class="button mood"
            aria-pressed={mood === each}
            onClick={() => seat.send({ type: "feel", mood: mood === each ? "" : each })}
          >
            <svg class="mood__face" viewBox="0 0 80 80" aria-hidden="true">
              <circle cx="40" cy="40" r="35" />
              <path d={mouths[each]} />
              <path d="M29 28 V34 M51 28 V34" />
            </svg>
            {say(`class.mood.${each}`)}
          </button>
        ))}
      </div>
      <p role="status">{mood ? say("class.mood.noted") : ""}</p>
    </section>
  );
}
