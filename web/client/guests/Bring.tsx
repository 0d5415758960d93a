import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { CopyButton } from "../parts/CopyButton";
import { useKeptFocus } from "../parts/focus";
import type { Guest, Live, Role } from "../protocol.gen";
import { say } from "../words";
import { guest } from "./names";
import { Present } from "./Present";

const invited = ["colleague", "interpreter"] as const;
type Invited = (typeof invited)[number];

/** Bring brings in a colleague or an interpreter by a link, and says how far that is. Mediator only. */
export function Bring({ seat, scene }: { seat: Seat; scene: Live }) {
  const colleague = guest(scene, "colleague");
  return (
    <div class="stack stack--tight">
      <Present seat={seat} scene={scene} />
      {invited.map((role) => (
        <Place key={role} seat={seat} scene={scene} role={role} />
      ))}
      {colleague?.agreed && <HandOver seat={seat} name={colleague.firstName} />}
    </div>
  );
}

/** Place is a third seat: nobody's, with a link out, or with somebody who waits for the person's word. */
function Place({ seat, scene, role }: { seat: Seat; scene: Live; role: Invited }) {
  const there = guest(scene, role);
  const section = useKeptFocus(scene.invitations.length);
  const link = scene.invitations.find((invitation) => invitation.role === role)?.link;
  if (there?.agreed) return null;
  if (there) return <Waiting seat={seat} guest={there} />;
  if (!link) {
    return (
      <section ref={section}>
        <button type="button" class="button" onClick={() => seat.send({ type: "invite", role })}>
          {say(`guest.invite.${role}`)}
        </button>
      </section>
    );
  }
  return (
    <section ref={section} class="stack stack--tight" aria-label={say(`guest.invite.${role}`)}>
      <p>{say(`guest.link.${role}`)}</p>
      <CopyButton text={link} words={say("guest.link.copy")} />
      <button
        type="button"
        class="button button--quiet button--edge"
        onClick={() => seat.send({ type: "dismiss", role })}
      >
        {say("guest.link.cancel")}
      </button>
    </section>
  );
}

function Waiting({ seat, guest: { seat: who, firstName: name } }: { seat: Seat; guest: Guest }) {
  return (
    <div class="row">
      <p role="status">{say("guest.asked", { name })}</p>
      <button type="button" class="button" onClick={() => seat.send({ type: "dismiss", role: who as Role })}>
        {say("guest.dismiss", { name })}
      </button>
    </div>
  );
}

/** HandOver gives the help to the colleague, with a note that only they read. */
function HandOver({ seat, name }: { seat: Seat; name: string }) {
  const open = useSignal(false);
  const note = useSignal("");
  const field = useId();
  const give = (event: Event): void => {
    event.preventDefault();
    seat.send({ type: "hand-over", note: note.value.trim() });
  };
  return (
    <>
      <p>
        <button
          type="button"
          class="button"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {say("guest.handOver", { name })}
        </button>
      </p>
      {open.value && (
        <form class="field" onSubmit={give}>
          <label class="field__label" for={field}>
            {say("guest.note", { name })}
          </label>
          <p class="field__hint" id={`${field}-hint`}>
            {say("guest.note.hint")}
          </p>
          <textarea
            id={field}
            class="field__input"
            rows={3}
            maxLength={1000}
            aria-describedby={`${field}-hint`}
            value={note}
            onInput={({ currentTarget }) => {
              note.value = currentTarget.value;
            }}
          />
          <button type="submit" class="button">
            {say("guest.handOver.go")}
          </button>
        </form>
      )}
    </>
  );
}
