import { Title } from "../parts/Title";
import type * as scenes from "../protocol.gen";
import { Phone } from "../room/parts";
import { say } from "../words";
import { capital } from "../writing/people";
import { Write } from "../writing/Write";
import { Check } from "./Check";
import type { ClassPage } from "./page";
import { hour, teacher } from "./words";

/** heard says whether those who teach read what is written here: of a second device, and of who was sent out, they do not. */
function heard({ wait }: scenes.Lobby): boolean {
  return wait === "hello" || wait === "nobody" || wait === "door";
}

/** Lobby: who waits knows that they are seen, and may try sound and picture meanwhile. */
export function Lobby({ page: { seat, zone }, scene }: { page: ClassPage; scene: scenes.Lobby }) {
  const { name, title, wait, phone, starts } = scene;
  const begun = seat.now() >= starts;
  return (
    <div class="page stack stack--loose">
      <header class="stack">
        <Title text={name ? say("class.hello", { name }) : say("class.hello.nobody")} />
        <p class="lead">{say(begun ? "class.begun" : "class.begins", { title, time: hour(starts, zone) })}</p>
      </header>
      <section class="notice stack stack--tight">
        <p class="lead" role="status">
          <strong>{capital(say(`class.wait.${wait}`, { name: teacher(scene) }))}</strong>
        </p>
        {phone && (
          <p>
            {say("class.phone")} <Phone number={phone} />
          </p>
        )}
      </section>
      {heard(scene) && <Write seat={seat} scene={scene} />}
      {wait !== "out" && scene.role !== "hall" && <Check seat={seat} />}
    </div>
  );
}
