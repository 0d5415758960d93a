// A class is drawn part by part: a message that changes one of them has that
// one drawn again, not the page. On an old computer, that is what leaves time
// for a press to be answered.
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Class } from "../protocol.gen";
import type { ClassSeat } from "./seat";

/** usePart is a part of the class as this seat sees it; it draws again when that part changes. For what is drawn in a class alone. */
export function usePart<T>(seat: ClassSeat, pick: (scene: Class) => T): T {
  const part = useMemo(
    () =>
      computed(() => {
        const scene = seat.lesson.value;
        if (!scene) throw new Error("a part of a class is drawn before there is a class");
        return pick(scene);
      }),
    [seat],
  );
  return part.value;
}

/** nameOf is what somebody of the class is called, "" for the hall or for nobody. */
export function nameOf({ helpers, people }: Pick<Class, "helpers" | "people">, seat: string): string {
  const helper = helpers.find((each) => each.seat === seat);
  return helper?.firstName ?? people.find((each) => each.seat === seat)?.name ?? "";
}
