import type { Seat } from "../connection/seat";
import { RemoteVideo } from "../parts/RemoteVideo";
import type { Live } from "../protocol.gen";
import { say } from "../words";

/** Shown is the screen of whoever helps, as large as the page allows, with whose it is. */
export function Shown({ seat, scene }: { seat: Seat; scene: Live }) {
  const { firstName: name, screen } = scene.helper;
  const seen = screen.state === "showing" ? seat.slots.of(scene.helper.seat, "screen") : undefined;
  return (
    <div class="shown">
      <p role="status" class={seen ? "lead" : "visually-hidden"}>
        {seen ? <strong>{say("sending.seen", { name })}</strong> : ""}
      </p>
      {seen && (
        <div class="shown__picture">
          <RemoteVideo seen={seen} label={say("sending.seen.picture", { name })} />
        </div>
      )}
    </div>
  );
}
