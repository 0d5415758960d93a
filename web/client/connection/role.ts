import type { Role } from "../protocol.gen";

/**
 * asked is what an address says of the seat it is for: nothing, or that of the
 * account, since one browser may hold a ticket too, as when somebody tries the
 * service alone.
 */
export function asked(mark: "?" | "&", role: Role): string {
  return role === "mediator" || role === "colleague" ? `${mark}role=mediator` : "";
}
