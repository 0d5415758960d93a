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
  for (const path of ["/espace/comptes", "/espace/organismes", "/espace/journal", "/espace/comptes-rendus"]) {
    await mediator.visit(path);
    await visit(mediator, path);
  }
  for (const [path, link] of [
    ["/espace/comptes", "Philippe"],
    ["/espace/organismes", philippe.organization],
  ] as const) {
    await mediator.visit(path);
    await mediator.follow(link);
    await visit(mediator, `one of ${path}`);
  }
  await walkConcern(mediator, person, visit);
  await mediator.visit("/espace");
}

/** walkConcern reports a wrong, about a reference that is no help's, to whoever reads it. */
async function walkConcern(mediator: Mediator, person: Person, visit: Visit): Promise<void> {
  await person.visit("/signalement?reference=ZZZZ");
  await visit(person, "concern");
  await person.press("Envoyer");
  await person.reads("Cochez une ligne, ou racontez.");
  await visit(person, "concern, with errors");
  await person.write("Référence de l’aide", "zzzz zzzz");
  await person.write("Racontez, si vous voulez", "Je ne sais plus qui m’a appelé.");
  await person.press("Envoyer");
  await person.reads("C’est envoyé");
  await visit(person, "concern, sent");
  await mediator.visit("/espace/signalements");
  await visit(mediator, "concerns");
  await mediator.press("Marquer comme traité\u00a0: aide ZZZZ-ZZZZ");
  await mediator.reads("Rien à traiter.");
  await visit(mediator, "concerns, dealt with");
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
  await person.press("Non");
  await mediator.reads("La personne n’attendait pas cet appel");
  await visit(person, "in doubt");
  await visit(mediator, "in doubt");
  await person.press("Tout va bien, je continue");
  await person.find("button", "Ne plus attendre");
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
  await mediator.write("Écrire à la personne aidée", "Voici un site");
  await person.reads("Philippe écrit…");
  await both("writing");
  await mediator.press("Envoyer");
  for (const each of [person, mediator]) await each.press("Écrire");
  await walkSent(mediator, person, visit);
  await person.shows();
  await mediator.until(() => document.querySelector("video:not([hidden])"), "no picture");
  await both("showing");
  await mediator.until(() => document.querySelector(".frame .video:not([data-waiting]) video"), "no picture");
  await mediator.press("Dessiner");
  await visit(mediator, "drawing");
  await mediator.press("Figer l’image");
  await visit(mediator, "a picture held still");
  await mediator.press("Envoyer l’image");
  await person.find("button", "Fermer l’image");
  await visit(person, "a picture received");
  await person.press("Fermer l’image");
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
  await mediator.reads("Déjà rempli");
  await both("ended");
  await person.press("Garder mon pas-à-pas");
  await visit(person, "steps to keep");
  await walkReport(mediator, visit);
}

/** walkReport goes from the end of a help to its report corrected. */
async function walkReport(mediator: Mediator, visit: Visit): Promise<void> {
  await mediator.press("Enregistrer");
  await mediator.reads("Choisissez au moins une thématique.");
  await mediator.tick("Démarches administratives");
  await mediator.tick("Orientée vers une structure");
  await visit(mediator, "report, without a theme and then with one");
  await mediator.press("Plus tard");
  await mediator.reads("Mis de côté");
  await visit(mediator, "report, put off");
  await mediator.visit("/espace/comptes-rendus");
  await visit(mediator, "reports to be finished");
  await mediator.press("Appliquer et enregistrer");
  await mediator.reads("Cochez au moins un compte rendu.");
  await visit(mediator, "reports to be finished, with an error");
  await mediator.follow(/^Finir/);
  await visit(mediator, "report's form");
  await mediator.press("Enregistrer");
  await mediator.reads("Une ligne ou plus est à corriger.");
  await visit(mediator, "report's form, with an error");
  await mediator.tick("E-mail");
  await mediator.press("Enregistrer");
  await mediator.reads("C’est enregistré.");
  await visit(mediator, "report");
  await mediator.press("Supprimer");
  await mediator.reads("Le compte rendu est supprimé.");
  await visit(mediator, "reports, one deleted");
}

/** walkSent puts a site and a text before the person, and invites a third. */
async function walkSent(mediator: Mediator, person: Person, visit: Visit): Promise<void> {
  await mediator.press("Envoyer un lien");
  await mediator.write(
    "Adresse du site",
    "https://un-tres-long-nom-de-site-qui-ne-tient-pas-sur-une-ligne.example.org/",
  );
  await mediator.press("Envoyer ce lien");
  await person.reads("Philippe vous envoie");
  await visit(mediator, "sending a site");
  await visit(person, "a site to open");
  await mediator.press("Envoyer un texte à copier");
  await mediator.write("Texte à copier", "2024-AB-778899");
  await mediator.press("Envoyer ce texte");
  await person.reads("un texte à copier");
  await visit(person, "a text to copy");
  await mediator.press("Envoyer un guide ou une image");
  await mediator.page.click("summary ::-p-text(Faire venir quelqu’un)");
  await mediator.press("Faire venir un interprète");
  await mediator.find("button", "Copier ce lien");
  await visit(mediator, "sending a guide, inviting an interpreter");
  await person.press("Un doute ?");
  await visit(person, "asking oneself");
  await person.press("Un doute ?");
}
