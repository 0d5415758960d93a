import type { Station } from "../connection/station";
import type { Reason } from "../protocol.gen";
import { say } from "../words";

/** ConnectionState says in words, politely, that the connection is gone or that something does not pass. */
export function ConnectionState({ seat }: { seat: Station }) {
  const words = trouble(seat);
  return <div role="status">{words && <p class="notice notice--warn">{words}</p>}</div>;
}

/** trouble is what does not pass, in the words of a help, of a class or of a family; a family's room has no place to write. */
export function trouble(seat: Station): string | undefined {
  const family = seat.kind === "family";
  if (seat.line.state.value === "lost") return say("fault.lost");
  const declined = seat.declined.value;
  // A link that is not taken is told beside its field.
  if (declined && declined.message !== "send-link") return refusal(seat.kind, declined.reason);
  const media = seat.media.value;
  if (media === "failed") return say(family ? "fault.media.family" : "fault.media");
  if (media === "none") return say(family ? "fault.noRtc.family" : "fault.noRtc");
  return undefined;
}

/** refusal is why the server did not do what was asked. */
export function refusal(kind: Station["kind"], reason: Reason): string {
  return say(reason === "too-late" ? `fault.declined.too-late.${kind}` : `fault.declined.${reason}`);
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
