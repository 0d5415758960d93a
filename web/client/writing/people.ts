import type { ClassScene, Scene as Help, Line } from "../protocol.gen";
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
  const roster = scene.phase === "teaching" ? scene.roster.map((it) => [it.seat, it.name] as const) : [];
  const all = new Map([...helpers, ...roster]);
  const aside = "aside" in scene ? scene.aside : "";
  return aside ? new Map([[aside, all.get(aside) ?? ""]]) : all;
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

/** addressed is whoever reads what is written here. */
export function addressed(scene: Scene): string {
  const all = scene.phase === "teaching" && scene.aside === "";
  return all ? say("writing.everyone") : listed(others(scene).values());
}

/** listed is names as one says them: "Philippe et Nadia". */
export function listed(names: Iterable<string>): string {
  return new Intl.ListFormat(language()).format([...names]);
}

/** author is who wrote a line, whoever is there now. */
export function author(line: Line, scene: Scene): string {
  if (line.seat === scene.you) return say("writing.you");
  return capital(line.name || (others(scene).get(line.seat) ?? say("writing.person")));
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
