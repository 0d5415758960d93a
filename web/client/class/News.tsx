import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ClassScene } from "../protocol.gen";
import { news } from "./news";
import type { ClassPage } from "./page";

/** News is the one place where a change is said aloud, politely. */
export function News({ page: { seat, steps } }: { page: ClassPage }) {
  const said = useSignal("");
  useEffect(() => {
    let before: ClassScene | undefined;
    return seat.scene.subscribe((scene) => {
      const words = scene ? news(before, scene, steps) : "";
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
