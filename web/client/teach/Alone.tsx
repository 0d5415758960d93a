import { Face } from "../parts/Face";
import { say } from "../words";
import type { Teacher } from "./teacher";

/** Alone says, as long as it lasts, with whom one speaks and that the class hears nothing of it. */
export function Alone({ teacher }: { teacher: Teacher }) {
  const { seat, people } = teacher;
  const who = teacher.with.value;
  const one = who ? people.of(who)?.value : undefined;
  const name = teacher.name(who);
  const send = seat.send.bind(seat);
  return (
    <>
      <p role="status" class="visually-hidden">
        {who && say("teach.aside.with", { name })}
      </p>
      {who && (
        <section class="notice alone row row--apart" aria-label={say("teach.aside.title")}>
          <div class="row alone__who">
            <Face name={name} seen={seat.slots.of(who, "camera")} speaking={seat.speaking.who.value.has(who)} />
            <p>
              <strong>{say("teach.aside.with", { name })}</strong> {say("teach.aside.what")}
            </p>
          </div>
          <div class="row">
            {one?.asked === "nobody" && (
              <button
                type="button"
                class="button"
                onClick={() => send({ type: "ask-screen", seat: who, to: "mediators" })}
              >
                {say("teach.do.ask")}
              </button>
            )}
            {one && one.asked !== "nobody" && one.consent === "nobody" && <p>{say("teach.screen.asked")}</p>}
            <button type="button" class="button button--primary" onClick={() => send({ type: "aside", seat: "" })}>
              {say("teach.aside.back")}
            </button>
          </div>
        </section>
      )}
    </>
  );
}
