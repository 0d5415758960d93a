import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Seat } from "../connection/seat";
import { Deadline } from "../parts/Deadline";
import { OwnCamera } from "../parts/OwnCamera";
import { Title } from "../parts/Title";
import type * as scenes from "../protocol.gen";
import { digit, say } from "../words";
import { Callback } from "./Callback";
import { mirrored } from "./mirror";
import { Send } from "./Send";

interface Props {
  readonly seat: Seat;
  readonly scene: scenes.Inviting;
  readonly base: string;
  readonly back: ComponentChildren;
}

/** Invitation is what to say on the telephone, as a script, and what the person has come to. */
export function Invitation({ seat, scene, base, back }: Props) {
  const expired = scene.code === "";
  return (
    <>
      <Title text={say("desk.invite.title")} />
      <Mirror mirror={scene.desk?.mirror ?? "absent"} />
      {expired ? (
        <section class="card stack">
          <p class="lead">{say("desk.invite.expired")}</p>
          <Renew seat={seat} primary />
        </section>
      ) : (
        <>
          <Script code={scene.code} base={base} />
          <Deadline seat={seat} deadline={scene.deadline} words="desk.left.code" button={say("desk.extend")} />
          <Send help={seat.help} scene={scene} base={base} />
        </>
      )}
      <section class="card stack">
        <OwnCamera camera={seat.camera} />
        <Callback seat={seat} number={scene.desk?.callback ?? ""} />
      </section>
      <div class="row row--apart">
        {back}
        {!expired && <Renew seat={seat} />}
        <button type="button" class="button button--quiet" onClick={() => seat.send({ type: "leave" })}>
          {say("desk.invite.cancel")}
        </button>
      </div>
    </>
  );
}

/** Mirror is what the person sees at this moment: it says what to say next. */
export function Mirror({ mirror, films = false }: { mirror: scenes.Mirror; films?: boolean }) {
  return (
    <p class="mirror notice" role="status">
      <span class="eyebrow">{say("desk.mirror")}</span> <strong>{mirrored(mirror, films)}</strong>
    </p>
  );
}

/** Renew draws another code. */
export function Renew({ seat, primary = false }: { seat: Seat; primary?: boolean }) {
  return (
    <button
      type="button"
      class={primary ? "button button--primary button--large" : "button"}
      onClick={() => seat.send({ type: "renew" })}
    >
      {say("desk.renew")}
    </button>
  );
}

function Script({ code, base }: { code: string; base: string }) {
  const radio = useSignal<"none" | "all" | number>("none");
  const host = base.replace(/^https?:\/\//, "").replace(/\/$/, "");
  const digits = [...code];
  const half = Math.floor(digits.length / 2);
  return (
    <section class="card stack script">
      <h2>{say("desk.say.title")}</h2>
      <p>{say("desk.say.address")}</p>
      <p class="lead script__address">
        <strong>{host}</strong>
      </p>
      <p class="soft">{say("desk.say.top")}</p>
      <p>{say("desk.say.code")}</p>
      <section aria-label={say("desk.code")}>
        <output class="code" data-code={code}>
          {digits.slice(0, half).join("")} {digits.slice(half).join("")}
        </output>
      </section>
      <p class="soft">{say("desk.say.readBack")}</p>
      <section class="stack stack--tight">
        <p>{say("desk.radio")}</p>
        <ul class="radio">
          {digits.map((d, place) => (
            <li key={place}>
              <button
                type="button"
                class="button"
                aria-label={say("desk.radio.one", { digit: d, place: place + 1 })}
                aria-pressed={radio.value === place}
                onClick={() => {
                  radio.value = radio.value === place ? "none" : place;
                }}
              >
                {d}
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              class="button button--quiet"
              aria-pressed={radio.value === "all"}
              onClick={() => {
                radio.value = radio.value === "all" ? "none" : "all";
              }}
            >
              {say("desk.radio.all")}
            </button>
          </li>
        </ul>
        <div role="status">
          <Radio digits={digits} which={radio.value} />
        </div>
      </section>
    </section>
  );
}

/** Radio is how the fire brigade's radio says a digit. */
function Radio({ digits, which }: { digits: readonly string[]; which: "none" | "all" | number }) {
  if (which === "none") return null;
  const said = which === "all" ? digits : digits.slice(which, which + 1);
  return (
    <ul class="radio__words lead">
      {said.map((d, place) => (
        <li key={place}>{say("desk.radio.said", { words: digit(d) })}</li>
      ))}
    </ul>
  );
}
