import { useEffect, useId, useRef } from "preact/hooks";
import { say } from "../words";
import type { Teacher } from "./teacher";

/** Steps are the module's, at the side: pressing one takes everyone there. */
export function Steps({ teacher }: { teacher: Teacher }) {
  const step = teacher.scene.value?.step ?? 0;
  const heading = useId();
  const list = useRef<HTMLOListElement>(null);
  // The current step stays in sight of its own list, and the page does not move for it.
  useEffect(() => {
    const box = list.current;
    const now = box?.children[step];
    if (!box || !(now instanceof HTMLElement)) return;
    const top = now.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + now.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = top - box.clientHeight / 3;
    }
  }, [step]);
  return (
    <section class="steps" aria-labelledby={heading}>
      <h2 id={heading} class="eyebrow">
        {say("teach.steps")}
      </h2>
      <ol ref={list} class="steps__list">
        {teacher.steps.map(({ title }, place) => (
          <li key={place}>
            <button
              type="button"
              class="steps__step"
              aria-current={place === step ? "step" : undefined}
              onClick={() => place !== step && teacher.seat.send({ type: "step", step: place })}
            >
              <span class="steps__number">{place + 1}</span>
              <span>{title}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
