// The whole of the main road and the pages beside it, state by state, so that
// what must hold of every page is asked of every page.
import type { Actor } from "./actor";
import { withASlip } from "./codes";
import type { Mediator } from "./mediator";
import type { Person } from "./person";
import { philippe, type Server } from "./server";

/** Visit is called at each state, once it stands. */
export type Visit = (actor: Actor, state: string) => Promise<void>;

/** walkIn creates the first account by its one-time link, and signs in. */
export async function walkIn(server: Server, mediator: Mediator, visit: Visit): Promise<void> {
  const [, link = ""] = await server.says(/(\/premier-acces\/\S+)/);
  await mediator.visit(link);
  await visit(mediator, "first access");
  await mediator.write("Prénom et nom", philippe.firstName);
  await mediator.write("Adresse électronique", philippe.email);
  await mediator.write("Organisme", philippe.organization);
  await mediator.write("Numéro de téléphone public", philippe.phone);
  await mediator.write("Ville ou commune", philippe.town);
  await mediator.write("Mot de passe", "court");
  await mediator.press("Créer le compte");
  await mediator.reads("Une ligne ou plus est à corriger");
  await visit(mediator, "first access, with an error");
  await mediator.write("Mot de passe", philippe.password);
  await mediator.press("Créer le compte");
  await mediator.find("button", "Nouvelle aide");
  await mediator.press("Se déconnecter");
  await mediator.find("button", "Se connecter");
  await visit(mediator, "sign-in");
  await mediator.signIn("un autre mot de passe");
  await mediator.reads("L’adresse ou le mot de passe ne va pas");
  await visit(mediator, "sign-in, with an error");
  await mediator.signIn();
  await mediator.reads("Aucune aide en cours");
  await visit(mediator, "desk, empty");
}

/** walkPages visits the pages beside the main road. */
export async function walkPages(mediator: Mediator, person: Person, visit: Visit): Promise<void> {
  for (const path of ["/accessibilite", "/confidentialite", "/nulle-part", "/aide/nulle-part"]) {
    await person.visit(path);
    await visit(person, path);
  }
  await mediator.visit("/espace/compte");
  await visit(mediator, "account");
  await mediator.visit("/espace");
}

/** walkDoor goes from the code being said to both seeing the same animal, once refused and once not. */
export async function walkDoor(mediator: Mediator, person: Person, visit: Visit): Promise<void> {
  const code = await mediator.invite();
  await visit(mediator, "invitation");
  await mediator.press("Tous");
  await visit(mediator, "invitation, said as by radio");
  await person.visit("/");
  await visit(person, "door");
  await person.knock(withASlip(code));
  await person.reads("Un chiffre ne va pas");
  await visit(person, "door, with an error");
  await person.visit(`/c/${code}`);
  await visit(person, "door, filled in");
  await person.press("Continuer");
  await person.waits();
  await mediator.knocked();
  await visit(person, "waiting");
  await visit(mediator, "somebody knocks");
  await mediator.press("Ce n’est pas la bonne personne");
  await person.heading(/^On ne vous a pas encore fait entrer$/);
  await visit(person, "turned away");
  await visit(mediator, "turned away");
  await mediator.press("Laisser frapper à nouveau");
  await person.waits();
}

/** walkRoom goes from being let in to the end. */
export async function walkRoom(mediator: Mediator, person: Person, visit: Visit): Promise<void> {
  const both = async (state: string): Promise<void> => {
    await visit(person, state);
    await visit(mediator, state);
  };
  await mediator.admits();
  await person.isIn();
  await both("let in");
  for (const each of [person, mediator]) await each.press("Écrire");
  await both("writing");
  for (const each of [person, mediator]) await each.press("Écrire");
  await person.shows();
  await mediator.until(() => document.querySelector("video:not([hidden])"), "no picture");
  await both("showing");
  await person.press("Pause");
  await mediator.reads("écran en pause");
  await both("paused");
  await person.press("Reprendre");
  await person.press("Ne plus montrer");
  await person.find("button", "Montrer mon écran");
  await person.press("Quitter l’aide");
  await mediator.reads("La personne a quitté l’aide");
  await both("left");
  await person.press("Revenir dans l’aide");
  await mediator.press("Terminer l’aide");
  await person.reads("Rien n’a été enregistré");
  await both("ended");
}
