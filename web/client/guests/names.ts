import type { Guest, Live, Role } from "../protocol.gen";

/** guest is who has a third seat, if anybody. */
export function guest(scene: Pick<Live, "guests">, role: Role): Guest | undefined {
  return scene.guests.find(({ seat }) => seat === role);
}

/** watchers is who is there and sees the person's screen while it is shown. */
export function watchers({ helper, guests }: Pick<Live, "helper" | "guests">): string[] {
  const there = guests.filter(({ agreed, present, seat }) => agreed && present && seat !== "lens");
  return [...(helper.present ? [helper.firstName] : []), ...there.map(({ firstName }) => firstName)];
}
