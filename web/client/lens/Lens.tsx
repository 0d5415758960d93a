import { useMemo } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { useKeptFocus } from "../parts/focus";
import { Title } from "../parts/Title";
import { useChooser } from "../phone/chooser";
import { PhotoFlow } from "../phone/PhotoFlow";
import { Photograph } from "../phone/photograph";
import { Viewfinder } from "../phone/Viewfinder";
import type * as scenes from "../protocol.gen";
import { Seen } from "../room/Seen";
import { say } from "../words";

/** Lens is the person's telephone beside their computer: it shows what its camera sees, and nothing else. */
export function Lens({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const { helper } = scene;
  const name = helper.firstName;
  const photograph = useMemo(() => new Photograph(seat), [seat]);
  const [choose, field] = useChooser((file) => void photograph.choose(file));
  return (
    <>
      <Title text={say("lens.title", { name })} />
      <Film seat={seat} scene={scene} />
      {field}
      <PhotoFlow photograph={photograph} name={name} choose={choose} send={() => void photograph.send([helper.seat])} />
      <div>
        <button type="button" class="button button--large button--block" onClick={choose}>
          {say("phone.photo")}
        </button>
      </div>
      <p class="soft">{say("phone.promise")}</p>
      <footer class="apart">
        <button
          type="button"
          class="button button--quiet button--edge"
          onClick={() => {
            seat.screen.stop();
            seat.send({ type: "leave" });
          }}
        >
          {say("lens.leave")}
        </button>
      </footer>
    </>
  );
}

/** Film is the one button, and what the camera sees once it was pressed. */
function Film({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const { state, closed } = seat.screen.state.value;
  const notice = seat.screen.notice.value;
  const off = state === "off";
  const paused = state === "paused";
  const section = useKeptFocus(off);
  return (
    <section ref={section} class="stack" aria-label={say("phone.shown")}>
      <div role="status">
        <Seen seat={seat} scene={scene} />
        {off && closed && !notice && <p class="notice">{say("phone.camera.closed")}</p>}
        {notice && <p class="notice">{say(`phone.camera.${notice}`)}</p>}
      </div>
      {off ? (
        <>
          <p class="lead">{say("lens.what", { name: scene.helper.firstName })}</p>
          <button
            type="button"
            class="button button--primary button--large button--block"
            onClick={() => void seat.screen.film()}
          >
            {say("lens.film")}
          </button>
        </>
      ) : (
        <>
          <Viewfinder seat={seat} />
          <div class="row row--apart">
            <button
              type="button"
              class="button button--large"
              onClick={() => (paused ? void seat.screen.resume() : seat.screen.pause("person"))}
            >
              {say(paused ? "room.resume" : "room.pause")}
            </button>
            <button type="button" class="button button--primary button--large" onClick={() => seat.screen.stop()}>
              {say("lens.stop")}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** LensWaiting is the telephone before the help begins. */
export function LensWaiting() {
  return <Title text={say("lens.waiting")} />;
}

/** LensOver is the telephone once the help is over. */
export function LensOver() {
  return (
    <>
      <Title text={say("lens.over")} />
      <p class="lead">{say("lens.over.what")}</p>
    </>
  );
}
