import type { RefObject } from "preact";
import { hour } from "../class/words";
import { useKeptFocus } from "../parts/focus";
import { Title } from "../parts/Title";
import type { ClassHelper } from "../protocol.gen";
import { say } from "../words";
import { calls, need } from "./need";
import { Own } from "./Own";
import type { Teacher } from "./teacher";

/** Head is the top of the page: which class this is and until when, one's own voice and picture, and far from them the end. */
export function Head({ teacher }: { teacher: Teacher }) {
  const { seat, people } = teacher;
  const scene = teacher.scene.value;
  if (!scene) return null;
  const calling = scene.roster.filter((one) => calls(need(one, people.late.value))).length;
  return (
    <header class="row row--apart teach__head">
      <div class="row teach__title">
        <Title text={scene.title} page={calling > 0 ? `(${calling}) ${scene.title}` : scene.title} />
        <p class="small soft">{say("teach.until", { time: hour(scene.ends, teacher.zone) })}</p>
      </div>
      <Own teacher={teacher} />
      <button
        type="button"
        class="button button--danger teach__finish"
        onClick={() => seat.send({ type: "finish", on: true })}
      >
        {say("teach.finish")}
      </button>
    </header>
  );
}

/** Order is what is done to the whole class at once, each with its way back beside it. */
export function Order({ teacher: { seat, scene } }: { teacher: Teacher }) {
  const { roster = [], closed = false } = scene.value ?? {};
  const silenced = roster.some((one) => one.silenced);
  const section = useKeptFocus(silenced);
  return (
    <section ref={section} class="row order" aria-label={say("teach.order")}>
      <button type="button" class="button" onClick={() => seat.send({ type: "silence", seat: "", silent: true })}>
        {say("teach.silence")}
      </button>
      {silenced && (
        <button type="button" class="button" onClick={() => seat.send({ type: "silence", seat: "", silent: false })}>
          {say("teach.silence.undo")}
        </button>
      )}
      <button type="button" class="button" onClick={() => seat.send({ type: "door", closed: !closed })}>
        {say(closed ? "teach.door.open" : "teach.door.close")}
      </button>
    </section>
  );
}

/** Colleagues are the other mediators: who leads, who is there, and to whom the class may be handed. */
export function Colleagues({ teacher }: { teacher: Teacher }) {
  const scene = teacher.scene.value;
  if (!scene || scene.helpers.length < 2) return null;
  const leads = scene.helpers.some((one) => one.leads && one.seat === scene.you);
  return (
    <ul class="colleagues">
      {scene.helpers.map((one) => (
        <Colleague key={one.seat} teacher={teacher} one={one} own={one.seat === scene.you} leads={leads} />
      ))}
    </ul>
  );
}

interface ColleagueProps {
  readonly teacher: Teacher;
  readonly one: ClassHelper;
  readonly own: boolean;
  /** Whether the class is one's own to hand over. */
  readonly leads: boolean;
}

function Colleague({ teacher, one, own, leads }: ColleagueProps) {
  const name = own ? say("teach.you") : one.firstName;
  const there = one.away ? "away" : one.leads ? "leads" : "here";
  const state = own ? (leads ? "youLead" : "you") : one.present ? there : "lost";
  const hands = leads ? !own && one.present : own;
  const section = useKeptFocus(hands);
  return (
    <li ref={section as RefObject<HTMLLIElement>} class="row">
      <p>
        <bdi>{name}</bdi> <span class="soft">{say(`teach.colleague.${state}`)}</span>
      </p>
      {hands && (
        <button type="button" class="button" onClick={() => teacher.seat.send({ type: "lead", seat: one.seat })}>
          {own ? say("teach.lead.own") : say("teach.lead", { name })}
        </button>
      )}
    </li>
  );
}
