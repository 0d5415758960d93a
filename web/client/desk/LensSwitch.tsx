import type { Seat } from "../connection/seat";
import { lensOf, linkOf, QR, Remove } from "../lens/AddPhone";
import { CopyButton } from "../parts/CopyButton";
import type { Caller, Live } from "../protocol.gen";
import { say } from "../words";

/** Watched is whose picture is looked at: the person's, or their telephone's. */
export type Watched = Pick<Caller, "seat" | "present" | "screen"> & { readonly films: boolean };

/** watched is whose picture is looked at. */
export function watched(scene: Live): Watched {
  const lens = scene.watched === "lens" ? lensOf(scene) : undefined;
  return lens ? { ...lens, films: true } : { ...scene.caller, films: films(scene.caller) };
}

/** films says whether this device shows with its camera: it has no screen to show. */
export function films({ device, screen }: Caller): boolean {
  return screen.surface === "camera" || (device.kind !== "computer" && !device.canShow && device.canFilm);
}

/** LensSwitch chooses whose picture is watched, once the person's telephone has joined beside their computer. */
export function LensSwitch({ seat, scene }: { seat: Seat; scene: Live }) {
  const lens = lensOf(scene);
  if (!lens) return null;
  return (
    <fieldset class="row lens__switch">
      <legend class="visually-hidden">{say("lens.desk.watch")}</legend>
      {(["person", "lens"] as const).map((role) => (
        <button
          key={role}
          type="button"
          class="button"
          aria-pressed={scene.watched === role}
          onClick={() => seat.send({ type: "watch", role })}
        >
          {say(`lens.desk.${role}`)}
        </button>
      ))}
      <p role="status">{lens.present ? "" : say("lens.desk.away")}</p>
    </fieldset>
  );
}

/** LensInvitation is the way in for the person's telephone, from the desk. */
export function LensInvitation({ seat, scene }: { seat: Seat; scene: Live }) {
  const link = linkOf(scene);
  if (scene.caller.device.kind !== "computer") return null;
  if (lensOf(scene)) {
    return (
      <div class="stack stack--tight">
        <p>{say("lens.desk.joined")}</p>
        <Remove seat={seat} />
      </div>
    );
  }
  if (!link) {
    return (
      <div>
        <button type="button" class="button" onClick={() => seat.send({ type: "invite", role: "lens" })}>
          {say("lens.desk.add")}
        </button>
      </div>
    );
  }
  return (
    <section class="stack stack--tight" aria-label={say("lens.desk.add")}>
      <p>{say("lens.desk.how")}</p>
      <QR help={seat.help} link={link} />
      <CopyButton text={link} words={say("lens.desk.copy")} />
      <Remove seat={seat} words="lens.cancel" />
    </section>
  );
}
