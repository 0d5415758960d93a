import type { Seat } from "../connection/seat";
import { useKeptFocus } from "../parts/focus";
import { say } from "../words";

/** OwnScreen lets the person see the screen, or one window, of whoever helps. */
export function OwnScreen({ seat }: { seat: Seat }) {
  const { state } = seat.screen.state.value;
  const shown = state === "showing";
  const section = useKeptFocus(shown);
  return (
    <section ref={section} class="stack stack--tight">
      <div>
        <button type="button" class="button" onClick={() => (shown ? seat.screen.stop() : void seat.screen.show())}>
          {say(shown ? "sending.own.off" : "sending.own.on")}
        </button>
      </div>
      <p role="status">{words(seat)}</p>
    </section>
  );
}

function words(seat: Seat): string {
  if (seat.screen.state.value.state === "showing") return say("sending.own.shown");
  const asking = seat.screen.asking.value;
  return asking === "reading" ? "" : say(`sending.own.${asking}`);
}
