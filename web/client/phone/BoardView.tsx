import { useEffect, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { DeviceDrawing } from "./DeviceDrawing";
import { Marks } from "./Marks";

/** BoardView is the drawing of a device that the mediator laid before the person, with all that is shown on it. */
export function BoardView({ seat, scene }: { seat: Seat; scene: scenes.Live }) {
  const section = useRef<HTMLElement>(null);
  const { board } = scene;
  useEffect(() => {
    if (board) section.current?.scrollIntoView({ block: "start" });
  }, [board]);
  return (
    <div role="status">
      {board && (
        <section ref={section} class="card stack board" aria-label={say("phone.board")}>
          <h2>{say("phone.board")}</h2>
          <p>{say("phone.board.what", { name: scene.helper.firstName })}</p>
          <div class="board__sheet">
            <DeviceDrawing board={board} />
            <Marks seat={seat} />
          </div>
        </section>
      )}
    </div>
  );
}
