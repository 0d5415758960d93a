import { Title } from "../parts/Title";
import type { FamilyScene, Relative } from "../protocol.gen";
import { Phone } from "../room/parts";
import { say } from "../words";
import { Kiosk, SoundFirst } from "./Kiosk";
import { nameOf, standing, time, together } from "./names";
import type { FamilyPage } from "./page";
import { isIn } from "./seat";

/** Home is the room at rest: who is there, one button to call, and when one meets. */
export function Home({ page, scene }: { page: FamilyPage; scene: FamilyScene }) {
  const { seat, home } = page;
  const talking = scene.members.filter(isIn);
  return (
    <div class="page stack stack--loose">
      <header class="family__head">
        <Title text={scene.title} />
        {home && (
          <a class="button button--quiet" href={home}>
            {say("family.live.settings")}
          </a>
        )}
      </header>
      {!seat.kiosk && <SoundFirst ringer={page.ringer} />}
      {scene.missed && <Missed scene={scene} />}
      <section class="stack" aria-label={say("family.live.people")}>
        <ul class="family">
          {seat.others.value.map((member) => (
            <Somebody key={member.seat} member={member} />
          ))}
        </ul>
        {talking.length > 0 && <p class="notice lead">{say("family.live.speak", { names: together(talking) })}</p>}
        <button
          type="button"
          class="button button--primary family__call"
          onClick={() => (talking.length > 0 ? seat.pickUp() : seat.call())}
        >
          {say(talking.length > 0 ? "family.live.join" : "family.live.call")}
        </button>
      </section>
      {scene.hour && (
        <p class="notice lead">
          {say("family.live.hour")} <strong>{scene.hour}</strong>
        </p>
      )}
      {seat.kiosk ? <Kiosk page={page} /> : <p>{say("family.live.still")}</p>}
    </div>
  );
}

function Somebody({ member }: { member: Relative }) {
  const there = member.state !== "away";
  return (
    <li class={there ? "family__one family__one--there" : "family__one"}>
      <span class="initial" aria-hidden="true">
        {[...member.name][0] ?? ""}
      </span>
      <span class="stack stack--tight">
        <strong class="family__name">{member.name}</strong>
        <span>{standing(member)}</span>
      </span>
    </li>
  );
}

/** Missed is the last call, which nobody answered: what to do now for who called, who called for the others. */
function Missed({ scene }: { scene: FamilyScene }) {
  const { missed, you, phone } = scene;
  if (!missed) return null;
  if (missed.by !== you) {
    return (
      <p class="notice notice--warn lead" role="status">
        {say("family.live.called", { name: nameOf(scene, missed.by), time: time(missed.at) })}
      </p>
    );
  }
  return (
    <section class="card stack" aria-labelledby="nobody">
      <h2 id="nobody">{say(missed.busy ? "family.live.busy.title" : "family.live.nobody")}</h2>
      <p role="status">{say(missed.busy ? "family.live.busy.text" : "family.live.nobody.text")}</p>
      {phone && (
        <p class="lead">
          {say("family.live.nobody.phone")} <Phone number={phone} />
        </p>
      )}
    </section>
  );
}
