import type { Seat } from "../connection/seat";
import { toTitle } from "../parts/focus";
import type { Guest, Live, Role } from "../protocol.gen";
import { say } from "../words";

/** Ask asks the person, for each who came by a link, whether they may come in; nothing is shown to them before. */
export function Ask({ seat, scene }: { seat: Seat; scene: Live }) {
  const waiting = scene.guests.filter(({ agreed, present, seat: who }) => !agreed && present && who !== "lens");
  return (
    <div role="status">
      {waiting.map((guest) => (
        <Question key={guest.seat} seat={seat} guest={guest} helper={scene.helper.firstName} />
      ))}
    </div>
  );
}

function Question({ seat, guest, helper }: { seat: Seat; guest: Guest; helper: string }) {
  const { firstName: name, organization } = guest;
  const role = guest.seat as Role;
  const kind = role === "colleague" ? "colleague" : "interpreter";
  const answer = (agreed: boolean): void => {
    if (seat.send({ type: "agree", role, agreed })) toTitle();
  };
  return (
    <section class="card stack" aria-label={say(`guest.ask.${kind}`, { name, organization })}>
      <p class="lead">
        <strong>{say(`guest.ask.${kind}`, { name, organization })}</strong>
      </p>
      <p>{say(`guest.ask.what.${kind}`, { name, helper })}</p>
      <div class="row row--apart">
        <button type="button" class="button button--primary button--large" onClick={() => answer(true)}>
          {say("guest.agree")}
        </button>
        <button type="button" class="button" onClick={() => answer(false)}>
          {say("guest.refuse")}
        </button>
      </div>
    </section>
  );
}
