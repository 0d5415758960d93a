import { tabMemory } from "../media/memory";
import { learn } from "../words";
import { Ringer } from "./ringer";
import { FamilySeat } from "./seat";

/** FamilyPage is what a family's page was opened with. */
export interface FamilyPage {
  readonly seat: FamilySeat;
  readonly ringer: Ringer;
  /** Where the family sees to its room; "" on a tablet that is left open. */
  readonly home: string;
}

/** page reads what the server wrote into the element of the live page. */
export function page({ dataset }: HTMLElement): FamilyPage {
  learn(JSON.parse(dataset.words ?? "{}") as Record<string, string>);
  const ice = JSON.parse(dataset.ice ?? "[]") as RTCIceServer[];
  const seat = new FamilySeat(tabMemory("famille"), dataset.kiosk === "true", ice);
  return { seat, ringer: new Ringer(), home: dataset.home ?? "" };
}
