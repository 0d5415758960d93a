import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Title } from "../parts/Title";
import { count, say } from "../words";
import { Captions } from "./Captions";
import { Front, Signing } from "./Front";
import { useFit } from "./fit";
import { nameOf, usePart } from "./lesson";
import type { ClassPage } from "./page";
import { Stage } from "./Stage";
import { StepText } from "./StepText";
import type { ClassSeat } from "./seat";

/** Hall is the big screen of those who are on site, read at four metres. It never shows the room to itself. */
export function Hall({ page: { seat, steps } }: { page: ClassPage }) {
  const title = usePart(seat, (scene) => scene.title);
  const body = useRef<HTMLDivElement>(null);
  useFit(body);
  const pictured = usePart(seat, (scene) => scene.shows !== "" || Boolean(steps[scene.step]?.picture));
  return (
    <div class="hall">
      <header class="hall__head">
        <Title text={title} />
        <Alone seat={seat} />
        <Front seat={seat} />
      </header>
      <div ref={body} class={pictured ? "hall__body" : "hall__body hall__body--words"}>
        <div class="hall__stage">
          <Stage seat={seat} steps={steps} />
          <Signing seat={seat} />
          <Captions seat={seat} />
        </div>
        <StepText seat={seat} steps={steps} />
      </div>
      <footer class="hall__foot">
        <Count seat={seat} />
        <Join seat={seat} />
        <Room seat={seat} />
      </footer>
    </div>
  );
}

/** Alone says that who teaches is with somebody else, and comes back. */
function Alone({ seat }: { seat: ClassSeat }) {
  const away = usePart(seat, ({ helpers }) => helpers.find((each) => each.away)?.firstName ?? "");
  const aside = usePart(seat, (scene) => scene.aside && nameOf(scene, scene.aside));
  const lost = usePart(seat, ({ helpers }) => helpers.find((each) => each.leads && !each.present)?.firstName ?? "");
  const words = aside
    ? say("hall.aside", { name: aside })
    : lost
      ? say("class.lost", { name: lost })
      : away && say("class.away", { name: away });
  return <div role="status">{words && <p class="notice">{words}</p>}</div>;
}

function Count({ seat }: { seat: ClassSeat }) {
  const all = usePart(seat, ({ hall }) => hall?.count ?? 0);
  const done = usePart(seat, ({ hall }) => hall?.done ?? 0);
  return (
    <p class="hall__count" role="status">
      {all > 0 ? count("hall.done", done, { all }) : ""}
    </p>
  );
}

/** Join is how a telephone in the hall takes part. */
function Join({ seat }: { seat: ClassSeat }) {
  const link = usePart(seat, ({ hall }) => hall?.link ?? "");
  if (!link) return null;
  return (
    <div class="hall__join">
      <img class="hall__qr" src={`${new URL(link, location.href).pathname}/qr`} alt={say("hall.qr")} />
      <p>{say("hall.join")}</p>
    </div>
  );
}

/** Room is what whoever sets the hall up presses once: its microphone, its camera, the whole screen. */
function Room({ seat }: { seat: ClassSeat }) {
  const { microphone, camera } = seat;
  const open = microphone.voice.value.mode === "device";
  const notice = microphone.notice.value ?? camera.notice.value;
  const toggle = async (): Promise<void> => {
    if (open) {
      microphone.phone();
      camera.off();
      return;
    }
    await microphone.speak();
    await camera.on();
  };
  return (
    <div class="hall__room">
      <button type="button" class="button" aria-pressed={open} onClick={() => void toggle()}>
        {say("hall.open")}
      </button>
      <WholeScreen />
      <p role="status">{notice ? say(`hall.${notice}`) : ""}</p>
    </div>
  );
}

function WholeScreen() {
  const whole = useSignal(document.fullscreenElement !== null);
  useEffect(() => {
    const changed = (): void => {
      whole.value = document.fullscreenElement !== null;
    };
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const toggle = (): void => {
    void (whole.value ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});
  };
  return (
    <button type="button" class="button" aria-pressed={whole.value} onClick={toggle}>
      {say("hall.full")}
    </button>
  );
}

/** HallOver thanks those who were there. */
export function HallOver() {
  return (
    <div class="hall hall--over">
      <Title text={say("class.over")} />
      <p>{say("class.over.thanks.nobody")}</p>
    </div>
  );
}
