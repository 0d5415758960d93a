import { ConnectionState, rests, Stopped } from "../parts/ConnectionState";
import { Sound } from "../parts/Sound";
import { Title } from "../parts/Title";
import { say } from "../words";
import { Write } from "../writing/Write";
import { Alone } from "./Alone";
import { Captions } from "./Captions";
import { StepBar } from "./Counter";
import { Hall } from "./Hall";
import { Lobby } from "./Lobby";
import { Colleagues, Head, Order } from "./Order";
import { Over } from "./Over";
import { Signing } from "./Own";
import { Roster } from "./Roster";
import { Showing } from "./Showing";
import { Stage } from "./Stage";
import { Steps } from "./Steps";
import type { Teacher } from "./teacher";

/** App is a mediator's page of a live class. */
export function App({ teacher }: { teacher: Teacher }) {
  const { seat } = teacher;
  const teaching = teacher.phase.value === "teaching";
  return (
    <div class={teaching ? "teach" : "page page--wide stack"}>
      <ConnectionState seat={seat} />
      {!seat.telephone.value && <Sound slots={seat.slots} />}
      {rests(seat) ? <Stopped seat={seat} home={teacher.home} /> : <Phase teacher={teacher} />}
    </div>
  );
}

function Phase({ teacher }: { teacher: Teacher }) {
  const scene = teacher.phase.value === "over" ? teacher.seat.scene.value : undefined;
  if (scene?.phase === "over") return <Over teacher={teacher} scene={scene} />;
  if (teacher.phase.value === "teaching") return <Class teacher={teacher} />;
  return <Title text={say("room.moment")} />;
}

/** Class is the class as it goes: whoever needs help on one side, what is shown and done on the other. */
function Class({ teacher }: { teacher: Teacher }) {
  return (
    <>
      <p role="status" class="visually-hidden">
        {teacher.news.told}
      </p>
      <Head teacher={teacher} />
      <div class="teach__order">
        <Lobby teacher={teacher} />
        <Order teacher={teacher} />
      </div>
      <Alone teacher={teacher} />
      <div class="teach__body">
        <StepBar teacher={teacher} />
        <Roster teacher={teacher} />
        <Stage teacher={teacher} />
        <Steps teacher={teacher} />
        <Showing teacher={teacher} />
        <Hand teacher={teacher} />
      </div>
      <nav class="teach__jumps" aria-label={say("teach.jumps")}>
        <a href="#teach-people">{say("teach.people")}</a>
        <a href="#teach-stage">{say("teach.stage")}</a>
        <a href="#teach-hand">{say("teach.hand.title")}</a>
      </nav>
    </>
  );
}

/** Hand is what lies under the hand: captions, words, the hall, the colleagues. */
function Hand({ teacher }: { teacher: Teacher }) {
  const scene = teacher.scene.value;
  if (!scene) return null;
  return (
    <section class="hand" aria-label={say("teach.hand.title")} id="teach-hand">
      <Captions teacher={teacher} />
      <Write seat={teacher.seat} scene={scene} />
      <Signing teacher={teacher} />
      <details class="more">
        <summary>{say("teach.hall.title")}</summary>
        <Hall teacher={teacher} />
      </details>
      <Colleagues teacher={teacher} />
    </section>
  );
}
