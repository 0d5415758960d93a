import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { canFilm } from "../media/camera";
import { say } from "../words";
import type { Teacher } from "./teacher";

/**
 * Showing is what a mediator puts before everybody: a screen, a document under
 * a camera, or the step's picture. What begins to be shown comes up by itself.
 */
export function Showing({ teacher }: { teacher: Teacher }) {
  const { seat } = teacher;
  const scene = teacher.scene.value;
  if (!scene) return null;
  const { state, surface } = seat.screen.state.value;
  const shows = state === "showing";
  const films = shows && surface === "camera";
  const kept = shows && scene.shows !== scene.you && scene.aside === "";
  return (
    <div class="showing stack stack--tight">
      <fieldset class="row" aria-label={say("teach.show.all")}>
        {seat.device.canShow && (
          <button
            type="button"
            class="button"
            onClick={() => (shows && !films ? seat.screen.stop() : void seat.screen.show())}
          >
            {say(shows && !films ? "teach.show.stop" : "teach.show")}
          </button>
        )}
        {canFilm() && (
          <button type="button" class="button" onClick={() => (films ? seat.screen.stop() : void seat.screen.film())}>
            {say(films ? "teach.film.stop" : "teach.film")}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-pressed={scene.stage === "step"}
          onClick={() => seat.send({ type: "present", kind: "step", seat: "" })}
        >
          {say("teach.show.step")}
        </button>
        {kept && (
          <button
            type="button"
            class="button"
            onClick={() => seat.send({ type: "present", kind: "screen", seat: scene.you })}
          >
            {say("teach.show.again")}
          </button>
        )}
      </fieldset>
      {films && <Cameras teacher={teacher} />}
      <p role="status" class="small">
        {trouble(teacher)}
      </p>
    </div>
  );
}

function trouble({ seat: { screen } }: Teacher): string {
  if (screen.state.value.state === "showing") return "";
  const notice = screen.notice.value;
  if (notice) return say(`teach.film.${notice}`);
  const asking = screen.asking.value;
  return asking === "asked" || asking === "refused" ? say(`teach.show.${asking}`) : "";
}

/** Cameras chooses among those of this machine; the browser names them once one is allowed. */
function Cameras({ teacher: { seat } }: { teacher: Teacher }) {
  const id = useId();
  const all = useSignal<readonly MediaDeviceInfo[]>([]);
  const now = seat.screen.source.value?.getSettings().deviceId ?? "";
  useEffect(() => {
    const list = async (): Promise<void> => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      all.value = devices.filter(({ kind }) => kind === "videoinput");
    };
    void list();
    const again = () => void list();
    navigator.mediaDevices.addEventListener("devicechange", again);
    return () => navigator.mediaDevices.removeEventListener("devicechange", again);
  }, []);
  if (all.value.length < 2) return null;
  return (
    <div class="row">
      <label for={id}>{say("teach.film.camera")}</label>
      <select
        id={id}
        class="field__input showing__camera"
        value={now}
        onChange={({ currentTarget }) => void seat.screen.film(currentTarget.value)}
      >
        {all.value.map(({ deviceId, label }, place) => (
          <option key={deviceId} value={deviceId}>
            {label || say("teach.film.nth", { n: place + 1 })}
          </option>
        ))}
      </select>
    </div>
  );
}
