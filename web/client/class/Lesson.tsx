import { OwnCamera } from "../parts/OwnCamera";
import { Title } from "../parts/Title";
import { Phone } from "../room/parts";
import { say } from "../words";
import { Write } from "../writing/Write";
import { Answers } from "./Answers";
import { Captions } from "./Captions";
import { Faces } from "./Faces";
import { Front, Signing } from "./Front";
import { usePart } from "./lesson";
import { OwnScreen } from "./OwnScreen";
import { OwnVoice } from "./OwnVoice";
import type { ClassPage } from "./page";
import { Stage } from "./Stage";
import { StepText } from "./StepText";
import type { ClassSeat } from "./seat";
import { Tidings } from "./Tidings";

/** Lesson is the class as a person sees it. Each part reads what it shows, so that what changes in one leaves the others alone. */
export function Lesson({ page: { seat, steps } }: { page: ClassPage }) {
  const title = usePart(seat, (scene) => scene.title);
  const shows = usePart(seat, (scene) => scene.shows !== "" && scene.shows !== scene.you);
  const pictured = usePart(seat, (scene) => scene.shows === "" && Boolean(steps[scene.step]?.picture));
  return (
    <div class="page lesson stack">
      <header class="lesson__head">
        <Title text={title} />
        <Front seat={seat} />
      </header>
      <Tidings seat={seat} />
      <OwnScreen seat={seat} />
      <div class={shows || pictured ? "lesson__body" : "lesson__body lesson__body--words"}>
        <Signing seat={seat} />
        <div class="lesson__stage stack stack--tight">
          <Stage seat={seat} steps={steps} />
          <Captions seat={seat} />
        </div>
        <StepText seat={seat} steps={steps} />
      </div>
      <Answers seat={seat} />
      <div class="lesson__more">
        <Own seat={seat} />
        <div class="stack">
          <Words seat={seat} />
          <Faces seat={seat} />
          <Help seat={seat} />
        </div>
      </div>
    </div>
  );
}

/** Words is what is written to those who teach, and by them. */
function Words({ seat }: { seat: ClassSeat }) {
  const you = usePart(seat, (scene) => scene.you);
  const helpers = usePart(seat, (scene) => scene.helpers);
  const aside = usePart(seat, (scene) => scene.aside);
  const scene = seat.lesson.peek();
  return scene && <Write seat={seat} scene={{ ...scene, you, helpers, aside }} />;
}

/** Own is one's own voice and picture. */
function Own({ seat }: { seat: ClassSeat }) {
  const silenced = usePart(seat, ({ me, aside }) => me.silenced && aside === "");
  return (
    <section class="card card--sand stack" aria-label={say("class.own")}>
      {silenced ? <p>{say("class.silenced.wait")}</p> : <OwnVoice seat={seat} open={say("class.mic.open")} />}
      <OwnCamera camera={seat.camera} />
    </section>
  );
}

function Help({ seat }: { seat: ClassSeat }) {
  const phone = usePart(seat, (scene) => scene.phone);
  if (!phone) return null;
  return (
    <p>
      {say("class.phone")} <Phone number={phone} />
    </p>
  );
}
