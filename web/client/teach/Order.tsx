import type { RefObject } from "preact";
import { useKeptFocus } from "../parts/focus";
import { Title } from "../parts/Title";
import type { ClassHelper } from "../protocol.gen";
import { language, say } from "../words";
import { calls, need } from "./need";
import type { Teacher } from "./teacher";

/** Order is the head of the page: which class this is, until when, and what is done to all of it at once. */
export function Order({ teacher }: { teacher: Teacher }) {
  const { seat, people } = teacher;
  const scene = teacher.scene.value;
  const silenced = scene?.roster.some((one) => one.silenced) ?? false;
  const section = useKeptFocus(silenced);
  if (!scene) return null;
  const time = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" }).format(scene.ends);
  const calling = scene.roster.filter((one) => calls(need(one, people.late.value))).length;
  return (
    <header class="row row--apart teach__head">
      <div class="row teach__title">
        <Title text={scene.title} page={calling > 0 ? `(${calling}) ${scene.title}` : scene.title} />
        <p class="small soft">{say("teach.until", { time })}</p>
      </div>
      <section ref={section} class="row" aria-label={say("teach.order")}>
        <button type="button" class="button" onClick={() => seat.send({ type: "silence", seat: "", silent: true })}>
          {say("teach.silence")}
        </button>
        {silenced && (
          <button type="button" class="button" onClick={() => seat.send({ type: "silence", seat: "", silent: false })}>
            {say("teach.silence.undo")}
          </button>
        )}
        <button
          type="button"
          class="button button--danger teach__finish"
          onClick={() => seat.send({ type: "finish", on: true })}
        >
          {say("teach.finish")}
        </button>
      </section>
    </header>
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
