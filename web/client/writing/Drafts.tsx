import type { Writing } from "../connection/writing";
import { say } from "../words";
import { capital, listed, others, type Scene } from "./people";

/** Drafts is what others are writing at this moment: who, told once, and each stroke as it comes. */
export function Drafts({ seat, scene }: { seat: { writing: Writing }; scene: Scene }) {
  const names = others(scene);
  const writing = [...seat.writing.drafts.value].flatMap(([who, text]) => {
    const name = names.get(who);
    return name === undefined ? [] : [{ who, name, text }];
  });
  return (
    <div class="drafts">
      <p role="status" class="visually-hidden">
        {writing.length > 0 ? say("writing.now", { name: capital(listed(writing.map(({ name }) => name))) }) : ""}
      </p>
      {writing.map(({ who, name, text }) => (
        <div key={who} class="said said--draft">
          <p class="small soft">{say("writing.now", { name: capital(name) })}</p>
          <p class="said__text" dir="auto">
            {text}
          </p>
        </div>
      ))}
    </div>
  );
}
