import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { HangUp } from "./HangUp";
import { ScreenshotSteps } from "./ScreenshotSteps";

interface Props {
  readonly seat: Seat;
  readonly scene: scenes.Live;
  /** Opens the browser's chooser of pictures. */
  readonly choose: () => void;
}

/** Asked brings what the mediator asks for to the front, one press away, and a refusal as near. */
export function Asked({ seat, scene, choose }: Props) {
  const { for: what, outcome } = scene.request;
  const name = scene.helper.firstName;
  const settled = useSignal(false);
  const card = useRef<HTMLElement>(null);
  const shown = what !== "" && (outcome === "open" || (what === "voice" && spokenOf(seat, outcome)));
  useEffect(() => {
    const typing = document.activeElement?.matches("input, textarea") ?? false;
    if (!shown || typing) return;
    card.current?.scrollIntoView({ block: "start" });
    card.current?.focus({ preventScroll: true });
  }, [shown, what]);
  return (
    <>
      <p class="visually-hidden" role="status">
        {shown ? say(`phone.asked.${what}`, { name }) : ""}
      </p>
      {shown && (
        <section
          ref={card}
          tabIndex={-1}
          class="card stack asked"
          aria-label={say(`phone.asked.${what}`, { name })}
          hidden={what === "voice" && settled.value}
        >
          <h2>{say(`phone.asked.${what}`, { name })}</h2>
          {what === "photo" && <Choose words={say("phone.photo.choose")} choose={choose} />}
          {what === "screenshot" && (
            <>
              <ScreenshotSteps device={seat.device} />
              <Choose words={say("phone.shot.choose")} choose={choose} />
            </>
          )}
          {what === "camera" && <Film seat={seat} name={name} />}
          {what === "voice" && <HangUp seat={seat} scene={scene} settled={settled} />}
          {outcome === "open" && (
            <button
              type="button"
              class="button button--quiet"
              onClick={() => seat.send({ type: "answer", outcome: "refused" })}
            >
              {say("phone.asked.no")}
            </button>
          )}
        </section>
      )}
    </>
  );
}

/** A voice that has moved is still spoken of, since it may be cut; one that the browser refused, so that it can be mended. */
function spokenOf(seat: Seat, outcome: scenes.Outcome): boolean {
  return outcome !== "refused" || seat.microphone.notice.value === "refused";
}

function Choose({ words, choose }: { words: string; choose: () => void }) {
  return (
    <button type="button" class="button button--primary button--large button--block" onClick={choose}>
      {words}
    </button>
  );
}

/** Film asks for the camera; what became of it is told where it is shown. */
function Film({ seat, name }: { seat: Seat; name: string }) {
  const film = async (): Promise<void> => {
    await seat.screen.film();
    const why = seat.screen.notice.value;
    seat.send({ type: "answer", outcome: why === undefined ? "done" : why === "refused" ? "refused" : "unable" });
  };
  return (
    <>
      <p>{say("phone.camera.what", { name })}</p>
      <Choose words={say("phone.asked.film")} choose={() => void film()} />
    </>
  );
}
