import { left, remaining } from "../parts/clock";
import { Title } from "../parts/Title";
import type { HelpSummary } from "../protocol.gen";
import { animal, language, say } from "../words";
import type { Desk } from "./desk";
import { standing } from "./mirror";

/** Helps is the desk itself: a new help, and the live ones to go back to. */
export function Helps({ desk }: { desk: Desk }) {
  const helps = desk.helps.value;
  return (
    <div class="page page--wide stack stack--loose">
      <Title text={say("desk.title")} />
      <div role="status">
        {desk.line.state.value === "lost" && <p class="notice notice--warn">{say("fault.lost")}</p>}
        {desk.line.state.value === "signed-out" && (
          <p class="notice notice--warn">
            {say("fault.signedOut")} <a href="/espace/connexion">{say("fault.signedOut.back")}</a>
          </p>
        )}
        {desk.opening.value === "failed" && <p class="notice notice--error">{say("desk.new.failed")}</p>}
      </div>
      <p>
        <button
          type="button"
          class="button button--primary button--large new-help"
          disabled={desk.opening.value === "asked"}
          onClick={() => void desk.begin()}
        >
          {say("desk.new")}
        </button>
      </p>
      <section class="stack">
        <h2>{say("desk.helps")}</h2>
        {helps?.length === 0 && <p class="soft">{say("desk.helps.none")}</p>}
        <ul class="helps">
          {helps?.map((help) => (
            <Help key={help.id} help={help} desk={desk} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Help({ help, desk }: { help: HelpSummary; desk: Desk }) {
  const since = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" }).format(help.since);
  const time = left(help.deadline, () => desk.now());
  return (
    <li class="card help">
      <div class="stack stack--tight">
        <p class="help__mirror">
          <strong>{standing(help.phase, help.mirror)}</strong>
        </p>
        <p class="small soft">{say("desk.help.facts", { reference: help.reference, since, time: remaining(time) })}</p>
        {help.pictogram && help.phase === "knocking" && (
          <p>{say("desk.help.animal", { animal: animal(help.pictogram) })}</p>
        )}
        {help.callback && <p>{say("desk.help.callback", { number: help.callback })}</p>}
      </div>
      <button
        type="button"
        class={help.phase === "knocking" ? "button button--primary" : "button"}
        aria-label={say("desk.help.open.label", { reference: help.reference })}
        onClick={() => desk.enter(help.id)}
      >
        {say("desk.help.open")}
      </button>
    </li>
  );
}

/** Knocks says, while one help is open, that somebody waits in another. */
export function Knocks({ desk }: { desk: Desk }) {
  const here = desk.open.value?.help;
  const others = desk.helps.value?.filter(({ id, phase }) => phase === "knocking" && id !== here) ?? [];
  return (
    <div role="status">
      {others.map((help) => (
        <p key={help.id} class="notice row">
          {say("desk.knock", { reference: help.reference })}
          <button type="button" class="button" onClick={() => desk.enter(help.id)}>
            {say("desk.knock.see")}
          </button>
        </p>
      ))}
    </div>
  );
}
