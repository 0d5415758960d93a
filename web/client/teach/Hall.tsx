import { useId } from "preact/hooks";
import { CopyButton } from "../parts/CopyButton";
import { say } from "../words";
import { takesPart } from "./count";
import type { Teacher } from "./teacher";

/** Hall is the room of those who are on site: its big screen, and the hands they show. */
export function Hall({ teacher }: { teacher: Teacher }) {
  const scene = teacher.scene.value;
  if (!scene) return null;
  const { roster, hallLink } = scene;
  const onSite = roster.filter((one) => takesPart(one) && one.how === "onSite").length;
  const up = roster.some(({ role, standing }) => role === "hall" && standing === "in");
  return (
    <div class="stack">
      <p>{say(up ? "teach.hall.up" : "teach.hall.what")}</p>
      <p>
        <a class="button" href={hallLink} target="_blank" rel="noopener">
          {say("teach.hall.open")}
          <span class="visually-hidden"> {say("sending.newTab")}</span>
        </a>
      </p>
      <CopyButton text={hallLink} words={say("teach.hall.copy")} />
      {onSite > 0 ? <Hands teacher={teacher} most={onSite} /> : <p class="soft">{say("teach.hall.none")}</p>}
    </div>
  );
}

/** Hands counts a show of hands: « Qui a fini ? ». */
function Hands({ teacher, most }: { teacher: Teacher; most: number }) {
  const { step = 0, shown = 0 } = teacher.scene.value ?? {};
  const id = useId();
  const set = (done: number): void => {
    if (Number.isInteger(done) && done >= 0 && done <= most) teacher.seat.send({ type: "count", step, done });
  };
  return (
    <div class="stack stack--tight">
      <label for={id} class="field__label">
        {say("teach.hands")}
      </label>
      <div class="row hands">
        <button type="button" class="button" aria-label={say("teach.hands.less")} onClick={() => set(shown - 1)}>
          −
        </button>
        <input
          id={id}
          class="field__input hands__count"
          type="number"
          inputMode="numeric"
          min={0}
          max={most}
          value={shown}
          aria-describedby={`${id}-of`}
          onChange={({ currentTarget }) => {
            set(currentTarget.valueAsNumber);
            currentTarget.value = String(teacher.scene.value?.shown ?? 0);
          }}
        />
        <button type="button" class="button" aria-label={say("teach.hands.more")} onClick={() => set(shown + 1)}>
          +
        </button>
        <p id={`${id}-of`}>{say("teach.hands.of", { all: most })}</p>
      </div>
    </div>
  );
}
