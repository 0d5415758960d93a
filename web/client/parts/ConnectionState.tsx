import type { Station } from "../connection/station";
import { say } from "../words";

/** ConnectionState says in words, politely, that the connection is gone or that something does not pass. */
export function ConnectionState({ seat }: { seat: Station }) {
  const words = trouble(seat);
  return <div role="status">{words && <p class="notice notice--warn">{words}</p>}</div>;
}

function trouble(seat: Station): string | undefined {
  if (seat.line.state.value === "lost") return say("fault.lost");
  const declined = seat.declined.value;
  // A link that is not taken is told beside its field.
  if (declined && declined.message !== "send-link") return say(`fault.declined.${declined.reason}`);
  const media = seat.media.value;
  if (media === "failed") return say("fault.media");
  if (media === "none") return say("fault.noRtc");
  return undefined;
}

interface StoppedProps {
  readonly seat: Station;
  /** Where to go from here. */
  readonly home: string;
  /** What is not there any more, in a sentence. */
  readonly gone?: string;
}

/** Stopped is the page when the line rests for good; what to do is always said. */
export function Stopped({ seat, home, gone = say("fault.gone") }: StoppedProps) {
  switch (seat.line.state.value) {
    case "elsewhere":
      return (
        <section class="card stack">
          <p class="lead">{say("fault.elsewhere")}</p>
          <button type="button" class="button button--primary button--large" onClick={() => seat.line.join()}>
            {say("fault.elsewhere.back")}
          </button>
        </section>
      );
    case "faulty":
      return (
        <section class="card stack">
          <p class="lead">{say("fault.page")}</p>
          <button type="button" class="button button--primary button--large" onClick={() => location.reload()}>
            {say("fault.page.reload")}
          </button>
        </section>
      );
    case "gone":
    case "signed-out":
      return (
        <section class="card stack">
          <p class="lead">{gone}</p>
          <a class="button button--primary button--large" href={home}>
            {say("fault.gone.back")}
          </a>
        </section>
      );
    case "joining":
    case "joined":
    case "lost":
    case "moved":
    case "over":
      return null;
  }
}

/** rests says whether the line waits for somebody to press a button. */
export function rests(seat: Station): boolean {
  const state = seat.line.state.value;
  return state === "elsewhere" || state === "faulty" || state === "gone" || state === "signed-out";
}
