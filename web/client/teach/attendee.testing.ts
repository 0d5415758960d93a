import type { Attendee } from "../protocol.gen";

/** attendee is somebody who takes part by a page and has said nothing yet, but for what is given. */
export function attendee(more: Partial<Attendee> = {}): Attendee {
  return {
    seat: "p1",
    role: "participant",
    name: "Marie",
    companion: "",
    arrangements: [],
    expected: "remote",
    how: "remote",
    standing: "in",
    since: 0,
    second: false,
    late: false,
    progress: "none",
    said: 0,
    done: 0,
    hand: 0,
    camera: false,
    signs: false,
    voice: { mode: "device", muted: false },
    silenced: false,
    heard: 0,
    screen: { state: "off", surface: "", hidden: false, closed: false },
    asked: "nobody",
    consent: "nobody",
    blind: false,
    link: "good",
    device: "computer",
    view: "waiting",
    of: "",
    pocket: false,
    aside: "",
    mood: "",
    ...more,
  };
}
