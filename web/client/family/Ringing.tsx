import { useEffect } from "preact/hooks";
import { Title } from "../parts/Title";
import type { FamilyScene } from "../protocol.gen";
import { say } from "../words";
import { nameOf } from "./names";
import type { FamilyPage } from "./page";

/** Ringing is somebody who calls: seen, heard, felt, and in the title for who looks at another page. */
export function Ringing({ page: { seat, ringer }, scene }: { page: FamilyPage; scene: FamilyScene }) {
  const name = nameOf(scene, scene.call?.by ?? "");
  useEffect(() => {
    ringer.start();
    return () => ringer.stop();
  }, []);
  return (
    <div class="page stack stack--loose ringing">
      <span class="initial ringing__face" aria-hidden="true">
        {[...name][0] ?? ""}
      </span>
      <Title text={name ? say("family.live.ringing", { name }) : say("family.live.ringing.somebody")} />
      <div class="stack ringing__answers">
        <button type="button" class="button button--primary family__call" onClick={() => seat.pickUp()}>
          {say("family.live.pick.up")}
        </button>
        <button type="button" class="button button--large button--block" onClick={() => seat.notNow()}>
          {say("family.live.later")}
        </button>
      </div>
    </div>
  );
}
