import type { Seat } from "../connection/seat";
import { Face } from "../parts/Face";
import type { Guest, Live, Role } from "../protocol.gen";
import { say } from "../words";

/** Present is who else is in the help, always on screen, each with the way to ask them to leave. */
export function Present({ seat, scene }: { seat: Seat; scene: Live }) {
  const here = scene.guests.filter(({ agreed, seat: who }) => agreed && who !== scene.you && who !== "lens");
  if (here.length === 0) return null;
  return (
    <ul class="present stack stack--tight" aria-label={say("guest.who")}>
      {here.map((guest) => (
        <Somebody key={guest.seat} seat={seat} guest={guest} mayDismiss={scene.you !== "interpreter"} />
      ))}
    </ul>
  );
}

function Somebody({ seat, guest, mayDismiss }: { seat: Seat; guest: Guest; mayDismiss: boolean }) {
  const role = guest.seat as Role;
  const { firstName: name, present } = guest;
  const seen = guest.camera ? seat.slots.of(guest.seat, "camera") : undefined;
  const speaking = seat.speaking.who.value.has(guest.seat);
  const words = present ? "guest.here" : "guest.away";
  return (
    <li class="row">
      <Face name={name} seen={seen} speaking={speaking} />
      <p>
        <bdi>{say(words, { name, role: roleName(role) })}</bdi>{" "}
        {speaking && <span class="speaks">{say("guest.who.speaks")}</span>}
      </p>
      {mayDismiss && (
        <button type="button" class="button" onClick={() => seat.send({ type: "dismiss", role })}>
          {say("guest.dismiss", { name })}
        </button>
      )}
    </li>
  );
}

function roleName(role: Role): string {
  return role === "colleague" || role === "interpreter" ? say(`guest.role.${role}`) : "";
}
