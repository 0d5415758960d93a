import { useId } from "preact/hooks";
import { longest } from "../connection/writing";
import { say } from "../words";
import type { Teacher } from "./teacher";

/** How many sentences that were said stand above the field. */
const kept = 2;

/** Captions is where what is being said is typed, for all to read as it is typed; Enter ends a sentence. */
export function Captions({ teacher }: { teacher: Teacher }) {
  const { captions } = teacher.seat;
  const said = teacher.scene.value?.captions ?? [];
  const id = useId();
  const end = (event: Event): void => {
    event.preventDefault();
    captions.say();
  };
  return (
    <form class="captions" onSubmit={end}>
      <label class="field__label" for={id}>
        {say("teach.captions")}
      </label>
      <input
        id={id}
        class="field__input"
        type="text"
        autocomplete="off"
        maxLength={longest}
        dir="auto"
        aria-describedby={`${id}-hint`}
        value={captions.own.value}
        onInput={({ currentTarget }) => captions.type(currentTarget.value)}
      />
      <p id={`${id}-hint`} class="captions__below field__hint">
        {say("teach.captions.hint")}
      </p>
      {said.slice(-kept).map((sentence, place) => (
        <p key={place} class="captions__below small soft" dir="auto">
          {sentence}
        </p>
      ))}
      {[...captions.typed.value].map(([seat, text]) => (
        <p key={seat} class="captions__below small" dir="auto">
          {say("teach.captions.other", { name: teacher.name(seat), text })}
        </p>
      ))}
    </form>
  );
}
