import { helperMemory, tabMemory } from "../media/memory";
import type { ClassRole } from "../protocol.gen";
import { learn } from "../words";
import { ClassSeat } from "./seat";

/** Step is one step of the class's module, as the page was given it. */
export interface Step {
  readonly title: string;
  /** What it says, as HTML: the server made it from the module's text, which holds none of its own. */
  readonly html: string;
  /** The picture's address, "" for none, and its words. */
  readonly picture: string;
  readonly alt: string;
}

/** ClassPage is what a class's page was opened with. */
export interface ClassPage {
  readonly seat: ClassSeat;
  readonly steps: readonly Step[];
  /** The office's time zone, by whose clock times are told; undefined for this device's own. */
  readonly zone: string | undefined;
  /** Where to go once it is over. */
  readonly home: string;
  /** The module's steps as a sheet to print, "" for none. */
  readonly sheet: string;
  /** The form of the activity report, "" for whoever writes none. */
  readonly report: string;
}

/** page reads what the server wrote into the element of a live page; undefined where it is none of a class. */
export function page({ dataset }: HTMLElement): ClassPage | undefined {
  const id = dataset.class;
  if (!id) return undefined;
  learn(JSON.parse(dataset.words ?? "{}") as Record<string, string>);
  const ice = JSON.parse(dataset.ice ?? "[]") as RTCIceServer[];
  const role = (dataset.role ?? "participant") as ClassRole;
  const memory = role === "mediator" ? helperMemory(id) : tabMemory(id);
  return {
    seat: new ClassSeat(id, role, memory, ice),
    steps: JSON.parse(dataset.steps ?? "[]") as Step[],
    zone: dataset.zone || undefined,
    home: dataset.home ?? "/",
    sheet: dataset.sheet ?? "",
    report: dataset.report ?? "",
  };
}
