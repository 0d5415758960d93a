import type { Attendee, ClassScene, Scene as Help, Line } from "../protocol.gen";
import { language, say } from "../words";

/** Scene is where people write to one another: a help, or a class. */
export type Scene = Help | ClassScene;

/** others is everybody else who may write here, as this page calls them, by seat. */
export function others(scene: Scene): ReadonlyMap<string, string> {
  return "helpers" in scene ? inClass(scene) : inHelp(scene);
}

/** inClass: whoever teaches hears from everybody, and is all that the others write to; two who speak alone write to each other. */
function inClass(scene: ClassScene): ReadonlyMap<string, string> {
  const helpers = scene.helpers.filter(({ seat }) => seat !== scene.you).map((it) => [it.seat, it.firstName] as const);
  const roster = scene.phase === "teaching" ? scene.roster.map((it) => [it.seat, called(it)] as const) : [];
  const all = new Map([...helpers, ...roster]);
  const aside = "aside" in scene ? scene.aside : "";
  return aside ? new Map([[aside, all.get(aside) ?? ""]]) : all;
}

/** called is somebody of a class as whoever teaches writes to them: one who waits to be let in is not with the others. */
function called({ name, standing }: Attendee): string {
  return standing === "lobby" ? say("writing.waits", { name }) : name;
}

function inHelp(scene: Help): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  if (scene.you !== "mediator") all.set(scene.helper.seat, scene.helper.firstName);
  if (scene.you !== "person" && "caller" in scene) all.set(scene.caller.seat, say("writing.person"));
  for (const { seat, firstName, agreed } of scene.guests) {
    if (agreed && firstName && seat !== scene.you) all.set(seat, firstName);
  }
  return all;
}

/** addressed is whoever reads what is written here: one seat, or "" for those who would otherwise. */
export function addressed(scene: Scene, to = ""): string {
  if (scene.phase === "teaching" && to) return scene.roster.find(({ seat }) => seat === to)?.name ?? "";
  const all = scene.phase === "teaching" && scene.aside === "";
  // Nobody may have come yet who teaches.
  return all ? say("writing.everyone") : listed(others(scene).values()) || say("class.somebody");
}

/** listed is names as one says them: "Philippe et Nadia". */
export function listed(names: Iterable<string>): string {
  return new Intl.ListFormat(language()).format([...names]);
}

/** author is who wrote a line, whoever is there now. */
export function author(line: Line, scene: Scene): string {
  if (line.seat === scene.you) return say("writing.you");
  const now = others(scene).get(line.seat);
  return capital((scene.phase === "teaching" && now) || line.name || (now ?? say("writing.person")));
}

/** heading is who wrote a line, and to whom if that is one alone. */
export function heading(line: Line, scene: Scene): string {
  const name = author(line, scene);
  if (!line.to) return name;
  return line.to === scene.you
    ? say("writing.to.you", { name })
    : say("writing.to", { name, to: addressed(scene, line.to) });
}

/** capital begins a sentence with a name: "la personne aidée" is one too. */
export function capital(name: string): string {
  const [first = "", ...rest] = name;
  return first.toLocaleUpperCase(language()) + rest.join("");
}

/** wrote says that somebody has written, in the words of whoever reads it. */
export function wrote(line: Line, scene: Scene): string {
  if (scene.you === "person") return say("writing.unread.you", { name: author(line, scene) });
  return line.seat === "person" ? say("writing.unread.person") : say("writing.unread", { name: author(line, scene) });
}
