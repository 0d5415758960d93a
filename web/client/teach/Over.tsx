import { hour } from "../class/words";
import { left } from "../parts/clock";
import { Title } from "../parts/Title";
import type { ClassOver } from "../protocol.gen";
import { say } from "../words";
import type { Teacher } from "./teacher";

/** Over is a session that was ended: taken back while its hours last, or reported. */
export function Over({ teacher, scene }: { teacher: Teacher; scene: ClassOver }) {
  const { seat, report, home } = teacher;
  const undo = left(scene.until, () => seat.now()) > 0;
  return (
    <section class="card stack">
      <Title text={say("teach.over")} />
      <p class="lead">{say("teach.over.what")}</p>
      <div class="row">
        {report && (
          <form method="post" action={report}>
            <button type="submit" class="button button--primary button--large">
              {say("teach.over.report")}
            </button>
          </form>
        )}
        <a class="button button--large" href={home}>
          {say("teach.over.home")}
        </a>
      </div>
      {undo && (
        <div class="stack stack--tight apart">
          <p>{say("teach.over.until", { time: hour(scene.until, teacher.zone) })}</p>
          <div>
            <button type="button" class="button" onClick={() => seat.send({ type: "finish", on: false })}>
              {say("teach.resume")}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
