// What the browser asks of a person, or was not given: whoever is on the
// telephone with them, and whoever teaches, is told.
import type { Notice } from "../media/obstacle";
import type { Look, Source, View } from "../protocol.gen";

/** Questions are how far the browser's questions are. */
export interface Questions {
  readonly screen: View;
  readonly microphone: Notice | undefined;
  readonly camera: Notice | undefined;
}

/** Nothing is asked, and nothing was refused. */
export const quiet: Look = { type: "look", view: "waiting", of: "" };

/** look is the one to tell: the question that is open, or else what is missed most. */
export function look({ screen, microphone, camera }: Questions): Look {
  const all: [Source, View][] = [
    ["screen", screen],
    ["microphone", view(microphone)],
    ["camera", view(camera)],
  ];
  const found = all.find(([, at]) => at === "asked") ?? all.find(([, at]) => at === "refused" || at === "unable");
  return found ? { type: "look", view: found[1], of: found[0] } : quiet;
}

/** view says of a device in use elsewhere, or that is not there, that it cannot be had. */
function view(notice: Notice | undefined): View {
  switch (notice) {
    case undefined:
      return "waiting";
    case "asked":
    case "refused":
      return notice;
    default:
      return "unable";
  }
}
