import { useSignal } from "@preact/signals";
import type { Seat } from "../connection/seat";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { ScreenshotSteps } from "./ScreenshotSteps";

interface Props {
  readonly seat: Seat;
  readonly name: string;
  /** The camera was on and has stopped by itself. */
  readonly closed: boolean;
  /** Opens the browser's chooser of pictures. */
  readonly choose: () => void;
  /** What is asked for already, one press away above: it is not offered twice. */
  readonly asked: scenes.Asked;
}

/** Ways is how a device shows something that cannot show its screen: three buttons, the likeliest first. */
export function Ways({ seat, name, closed, choose, asked }: Props) {
  const notice = seat.screen.notice.value;
  return (
    <div class="stack">
      <h2>{say("phone.title", { name })}</h2>
      <div role="status">
        {closed && !notice && <p class="notice">{say("phone.camera.closed")}</p>}
        {notice && <p class="notice">{say(`phone.camera.${notice}`)}</p>}
      </div>
      {seat.device.canFilm && asked !== "camera" && (
        <div class="way">
          <button
            type="button"
            class="button button--primary button--large button--block"
            onClick={() => void seat.screen.film()}
          >
            {say("phone.camera")}
          </button>
          <p>{say("phone.camera.what", { name })}</p>
        </div>
      )}
      {asked !== "photo" && (
        <div class="way">
          <button type="button" class="button button--large button--block" onClick={choose}>
            {say("phone.photo")}
          </button>
          <p>{say("phone.photo.what")}</p>
        </div>
      )}
      {asked !== "screenshot" && <Screenshot seat={seat} choose={choose} />}
      <p>{say("phone.promise")}</p>
    </div>
  );
}

/** Screenshot unfolds how one is taken on this model, and then sends it. */
function Screenshot({ seat, choose }: Pick<Props, "seat" | "choose">) {
  const steps = useSignal(false);
  return (
    <>
      <div class="way">
        <button
          type="button"
          class="button button--large button--block"
          aria-expanded={steps.value}
          onClick={() => {
            steps.value = !steps.value;
          }}
        >
          {say("phone.shot")}
        </button>
        <p>{say("phone.shot.what")}</p>
      </div>
      {steps.value && (
        <div class="card card--sand stack">
          <ScreenshotSteps device={seat.device} />
          <button type="button" class="button button--primary button--large button--block" onClick={choose}>
            {say("phone.shot.choose")}
          </button>
        </div>
      )}
    </>
  );
}
