import { useId } from "preact/hooks";
import { useKeptFocus } from "../parts/focus";
import type { Attendee } from "../protocol.gen";
import { count, say } from "../words";
import type { Teacher } from "./teacher";

/** Lobby is who waits to be let in. Its line is always there, so that nothing moves when somebody knocks. */
export function Lobby({ teacher }: { teacher: Teacher }) {
  const scene = teacher.scene.value;
  const heading = useId();
  const wait = scene?.roster.filter(waits) ?? [];
  const section = useKeptFocus(wait.map(({ seat }) => seat).join());
  if (!scene) return null;
  const several = wait.length > 1;
  return (
    <section
      ref={section}
      class={several ? "lobby lobby--several" : "lobby"}
      data-waits={wait.length > 0 || undefined}
      aria-labelledby={heading}
    >
      <h2 id={heading} class="lobby__title">
        {wait.length > 0
          ? count("teach.lobby", wait.length)
          : say(scene.closed ? "teach.door.closed" : "teach.lobby.nobody")}
      </h2>
      {several && (
        <button
          type="button"
          class="button button--primary"
          onClick={() => teacher.seat.send({ type: "let-in", seat: "" })}
        >
          {say("teach.lobby.all")}
        </button>
      )}
      {wait.length > 0 && (
        <ul class="lobby__list">
          {wait.map((one) => (
            <Waiting key={one.seat} teacher={teacher} one={one} alone={!several} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** waits says whether somebody asks to be let in, on this device or on a second one. */
function waits({ standing, second }: Attendee): boolean {
  return standing === "lobby" || second;
}

function Waiting({ teacher, one, alone }: { teacher: Teacher; one: Attendee; alone: boolean }) {
  const { seat } = one;
  const { writing } = teacher.seat;
  const written = writing.to.value === seat;
  const id = useId();
  return (
    <li class="lobby__one">
      <p id={id}>
        <bdi class="lobby__name">{one.name}</bdi>
        {one.companion && <> {say("teach.companion", { name: one.companion })}</>}
        {one.second ? <> {say("teach.lobby.second")}</> : one.late && <> {say("teach.lobby.late")}</>}
      </p>
      <div class="row lobby__do">
        <button
          type="button"
          class={alone ? "button button--primary" : "button"}
          aria-describedby={id}
          onClick={() => teacher.seat.send({ type: "let-in", seat })}
        >
          {say("teach.lobby.in")}
        </button>
        <button
          type="button"
          class="button"
          aria-describedby={id}
          onClick={() => teacher.seat.send({ type: "send-out", seat })}
        >
          {say("teach.lobby.later")}
        </button>
        {!one.second && (
          <button
            type="button"
            class="button"
            aria-describedby={id}
            aria-pressed={written}
            onClick={() => writing.address(written ? "" : seat)}
          >
            {say("teach.lobby.write")}
          </button>
        )}
      </div>
    </li>
  );
}
