import type { FamilyScene, Relative } from "../protocol.gen";
import { language, say } from "../words";

/** nameOf is somebody's name, "" for nobody. */
export function nameOf({ members }: Pick<FamilyScene, "members">, seat: string): string {
  return members.find((member) => member.seat === seat)?.name ?? "";
}

/** together is names as one says them: "Jeanne et Marc". */
export function together(members: readonly Relative[]): string {
  return new Intl.ListFormat(language()).format(members.map(({ name }) => name));
}

/** time is a time of the day as it is said: "15 h 30". */
export function time(at: number): string {
  const then = new Date(at);
  return say("family.live.time", { h: then.getHours(), min: String(then.getMinutes()).padStart(2, "0") });
}

/** standing is where somebody is, in words. */
export function standing({ state, name }: Relative): string {
  return state === "rung" ? say("family.live.rung", { name }) : say(`family.live.${state}`);
}
