import type { Seat } from "../connection/seat";
import { CopyButton } from "../parts/CopyButton";
import type { Guest, Live } from "../protocol.gen";
import { say } from "../words";

/** lensOf is the telephone that has joined beside the computer, if one has. */
export function lensOf(scene: Live): Guest | undefined {
  return scene.guests.find(({ seat }) => seat === "lens");
}

/** AddPhone lets a person at a computer join the same help with their telephone, as a lens beside the screen. */
export function AddPhone({ seat, scene }: { seat: Seat; scene: Live }) {
  const lens = lensOf(scene);
  const link = linkOf(scene);
  if (seat.device.kind !== "computer") return null;
  return (
    <section class="stack stack--tight" aria-label={say("lens.add")}>
      {!lens && !link && (
        <>
          <div>
            <button type="button" class="button" onClick={() => seat.send({ type: "invite", role: "lens" })}>
              {say("lens.add")}
            </button>
          </div>
          <p class="soft">{say("lens.add.what")}</p>
        </>
      )}
      {!lens && link && (
        <div class="card card--sand stack">
          <p class="lead">{say("lens.add.how")}</p>
          <QR help={seat.help} link={link} />
          <div class="stack stack--tight">
            <p>{say("lens.add.typed")}</p>
            <CopyButton text={link} words={say("lens.add.copy")} />
          </div>
          <Remove seat={seat} words="lens.cancel" />
        </div>
      )}
      <div role="status">{lens && <p class="notice">{say(lens.present ? "lens.joined" : "lens.away")}</p>}</div>
      {lens && <Remove seat={seat} />}
    </section>
  );
}

/** linkOf is the way in that nobody has used yet. */
export function linkOf(scene: Live): string | undefined {
  return scene.invitations.find(({ role }) => role === "lens")?.link;
}

/** QR is the way in as a square to point a telephone at; another link gives another square. */
export function QR({ help, link }: { help: string; link: string }) {
  const seen = encodeURIComponent(link.slice(-8));
  return (
    <img
      class="lens__qr"
      src={`/aide/${help}/invitations/lens/qr?${seen}`}
      alt={say("lens.qr")}
      width="240"
      height="240"
    />
  );
}

/** Remove takes the telephone out of the help, or its link back. */
export function Remove({ seat, words = "lens.remove" }: { seat: Seat; words?: "lens.remove" | "lens.cancel" }) {
  return (
    <div>
      <button
        type="button"
        class="button button--quiet button--edge"
        onClick={() => seat.send({ type: "dismiss", role: "lens" })}
      >
        {say(words)}
      </button>
    </div>
  );
}
