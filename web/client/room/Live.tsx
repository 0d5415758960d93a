import { useSignal } from "@preact/signals";
import type { Seat } from "../connection/seat";
import { Conversation } from "../parts/Conversation";
import { Deadline } from "../parts/Deadline";
import { Title } from "../parts/Title";
import { VoiceChoice } from "../parts/VoiceChoice";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { ShowScreen } from "./ShowScreen";
import { Helper } from "./Waiting";

/** In the last minutes the page says how long is left; earlier it would only worry. */
const lastMinutes = 10 * 60_000;

/** Live: the person is helped. Leaving stands apart from everything that is pressed often. */
export function Live({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const writing = useSignal(false);
  const read = useSignal(seat.writing.lines.value.length);
  const name = scene.helper.firstName;
  const unread = writing.value ? 0 : seat.writing.lines.value.length - read.value;
  const toggle = (): void => {
    read.value = seat.writing.lines.value.length;
    writing.value = !writing.value;
  };
  return (
    <>
      <header class="stack">
        <Title text={say("room.live.title", { name })} page={pageTitle(seat, scene)} />
        <Helper seat={seat} helper={scene.helper} />
        <div role="status">{!scene.helper.present && <p class="notice">{say("room.absent", { name })}</p>}</div>
      </header>
      <ShowScreen seat={seat} scene={scene} />
      <VoiceChoice microphone={seat.microphone} />
      <section class="stack">
        <div class="row">
          <button type="button" class="button" aria-expanded={writing.value} onClick={toggle}>
            {say("room.write")}
          </button>
          <p role="status">{unread > 0 ? say("room.write.unread", { name }) : ""}</p>
        </div>
        {writing.value && <Conversation seat={seat} own={scene.caller.seat} otherName={name} />}
      </section>
      <Deadline seat={seat} deadline={scene.deadline} button={say("room.stay")} within={lastMinutes} />
      <footer class="apart">
        <button type="button" class="button button--quiet" onClick={() => leave(seat)}>
          {say("room.leave")}
        </button>
      </footer>
    </>
  );
}

/** leave stops the picture at its source first: nothing waits for the server. */
function leave(seat: Seat): void {
  seat.screen.pause("person");
  seat.send({ type: "leave" });
}

/** pageTitle says the state in the tab's title, for whoever looks at another window. */
function pageTitle(seat: Seat, { helper }: scenes.Live): string {
  const name = helper.firstName;
  if (seat.line.state.value === "lost") return say("room.page.lost");
  switch (seat.screen.state.value.state) {
    case "showing":
      return helper.present ? say("room.sees", { name }) : say("room.live.title", { name });
    case "paused":
      return say("room.paused");
    case "off":
      return say("room.live.title", { name });
  }
}
