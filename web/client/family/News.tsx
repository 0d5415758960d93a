import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { FamilyScene } from "../protocol.gen";
import { news } from "./news";
import type { FamilySeat } from "./seat";

/** News is the one place where a change is said aloud, politely. */
export function News({ seat }: { seat: FamilySeat }) {
  const said = useSignal("");
  useEffect(() => {
    let before: FamilyScene | undefined;
    return seat.scene.subscribe((scene) => {
      const words = scene ? news(before, scene) : "";
      if (words) said.value = words;
      before = scene;
    });
  }, [seat]);
  return (
    <p class="visually-hidden" role="status">
      {said.value}
    </p>
  );
}
