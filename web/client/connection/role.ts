import type { Role } from "../protocol.gen";

/**
 * asked is what an address says of the seat it is for: nothing for the person's,
 * since one browser may hold several, as when somebody tries the service alone.
 */
export function asked(mark: "?" | "&", role: Role): string {
  if (role === "person") return "";
  return `${mark}role=${role === "colleague" ? "mediator" : role}`;
}
