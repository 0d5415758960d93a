import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Step } from "../class/page";
import { Tools } from "../desk/Tools";
import { RemoteVideo } from "../parts/RemoteVideo";
import { Surface } from "../pointing/Surface";
import type { Screen, Teaching } from "../protocol.gen";
import { say } from "../words";
import type { Teacher } from "./teacher";

/** Stage is what is shown large here, and what points, draws and shows. */
export function Stage({ teacher }: { teacher: Teacher }) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSignal({ width: 0, height: 0 });
  const scene = teacher.scene.value;
  const shows = scene?.shows ?? "";
  const { hand, seat } = teacher;
  const own = shows !== "" && shows === scene?.you;
  const screen = scene && screenOf(scene, shows);
  const seen = screen?.state === "showing" && !own ? seat.slots.of(shows, "screen") : undefined;
  const source = own ? seat.screen.outgoing.value : null;
  const pictured = (seen !== undefined || source !== null) && size.value.width > 0;
  const picture = () => frame.current?.querySelector("video");
  useEffect(() => {
    size.value = { width: 0, height: 0 };
  }, [shows, source]);
  // One page alone looks whether what is marked is still there.
  const drawing = pictured && scene?.helpers.find(({ leads }) => leads)?.seat === scene?.you;
  useEffect(() => (drawing ? hand.beneath.watch(picture) : undefined), [hand, drawing]);
  if (!scene) return null;
  const sized = (width: number, height: number): void => {
    size.value = { width, height };
  };
  return (
    <section class="stage" aria-label={say("teach.stage")} id="teach-stage">
      <p class="stage__what small" role="status">
        {whose(teacher, scene)}
      </p>
      <figure
        ref={frame}
        class="frame frame--fit stage__frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the pen is moved by the keyboard here (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say("teach.stage.picture")}
        data-step={shows === "" || undefined}
        data-tool={pictured ? hand.pen.tool.value : "none"}
      >
        {seen && <RemoteVideo seen={seen} label={say("teach.stage.picture")} onSize={sized} />}
        {source && <OwnPicture track={source} onSize={sized} />}
        {pictured && (
          <Surface frame={frame} picture={picture} size={size.value} pen={hand.pen} sketch={() => hand.sketch()} />
        )}
        {shows === "" && <StepPicture step={teacher.steps[scene.step]} />}
        {screen && !pictured && <p class="frame__words">{say(`teach.screen.${standing(screen)}`)}</p>}
      </figure>
      {shows !== "" && (
        <Tools pen={hand.pen} able={pictured} marked={scene.marks.length > 0} wipe={() => hand.wipe()} />
      )}
    </section>
  );
}

/** screenOf is somebody's screen, whichever side they are on. */
function screenOf({ helpers, roster }: Teaching, seat: string): Screen | undefined {
  return [...helpers, ...roster].find((one) => one.seat === seat)?.screen;
}

/** standing is why there is no picture of a screen. */
function standing({ state, hidden }: Screen): "off" | "paused" | "hidden" | "coming" {
  if (state !== "showing") return state;
  return hidden ? "hidden" : "coming";
}

/** whose says whose screen this is and whether the class sees it: nobody's is shown to all by mistake. */
function whose(teacher: Teacher, { shows, you, aside, roster }: Teaching): string {
  if (shows === "") return say("teach.stage.step");
  if (shows === you) return say(aside ? "teach.stage.own.alone" : "teach.stage.own", { name: teacher.name(aside) });
  const apart = aside !== "" || roster.some(({ seat, consent }) => seat === shows && consent !== "all");
  return say(apart ? "teach.stage.private" : "teach.stage.all", { name: teacher.name(shows) });
}

/** OwnPicture is what one shows oneself, as this machine captures it. */
function OwnPicture({ track, onSize }: { track: MediaStreamTrack; onSize: (width: number, height: number) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return (
    <div class="video">
      <video
        ref={video}
        class="video__picture"
        muted
        autoplay
        playsInline
        aria-label={say("teach.stage.picture")}
        onResize={({ currentTarget }) => onSize(currentTarget.videoWidth, currentTarget.videoHeight)}
      />
    </div>
  );
}

/** StepPicture is the current step's, or its title where it has none. */
function StepPicture({ step }: { step: Step | undefined }) {
  if (step?.picture) return <img class="stage__step" src={step.picture} alt={step.alt} />;
  return <p class="frame__words lead">{step?.title ?? ""}</p>;
}
