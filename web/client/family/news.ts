import type { FamilyScene, Relative, RelativeState } from "../protocol.gen";
import { say } from "../words";

/** news is what a screen reader says of a change that no new heading says, "" for none. */
export function news(before: FamilyScene | undefined, now: FamilyScene): string {
  if (!before) return "";
  const all = now.members.flatMap((member) => {
    const then = before.members.find(({ seat }) => seat === member.seat);
    const words = member.seat === now.you ? "" : change(then?.state ?? "away", member);
    return words ? [words] : [];
  });
  if (was(before) && !was(now)) all.unshift(say("family.live.over"));
  return all.join(" ");
}

function was({ members, you }: FamilyScene): boolean {
  return members.some(({ seat, state }) => seat === you && (state === "in" || state === "lost"));
}

function change(before: RelativeState, { name, state: now }: Relative): string {
  const inside = (state: RelativeState): boolean => state === "in" || state === "lost";
  if (now === before) return "";
  if (now === "lost") return `${name} ${say("family.live.lost")}.`;
  if (now === "in") return say("family.live.news.in", { name });
  if (inside(before)) return say("family.live.news.out", { name });
  if (before === "away") return say("family.live.news.here", { name });
  return "";
}
