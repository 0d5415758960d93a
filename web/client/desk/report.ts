// The activity report of the help that has just ended: what the server already knows of it, and what is left to press.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { DeviceKind, Summary } from "../protocol.gen";

/** Choices are what can be pressed, what this mediator uses most first; the values are La Coop's. */
export interface Choices {
  readonly themes: readonly string[];
  readonly errands: readonly string[];
  readonly equipment: readonly string[];
  readonly autonomies: readonly string[];
  readonly structures: readonly string[];
}

/** Chosen is what is pressed; lists have no order. */
export interface Chosen {
  readonly minutes: number;
  readonly equipment: readonly string[];
  readonly autonomy: string;
  readonly themes: readonly string[];
  readonly errands: readonly string[];
  readonly referred: boolean;
  readonly structure: string;
  readonly notes: string;
}

/** Begun is the report as the server has it (web/activitydesk.go). */
export interface Begun extends Chosen {
  readonly id: string;
  readonly done: boolean;
  readonly date: string;
  readonly measured: number;
  readonly steps: readonly number[];
  readonly choices: Choices;
}

/** What is known of the help when its report is asked for. */
export interface Facts {
  readonly help: string;
  readonly reference: string;
  readonly summary: Summary;
  readonly device: DeviceKind;
}

/** Where a report stands; "none" is one that was deleted, or a help of which there is none. */
export type State = "coming" | "failed" | "none" | "open" | "saving" | "unsaved" | "signed-out" | "saved" | "later";

/** The theme that has sub-themes. */
export const errandsTheme = "aide_aux_demarches_administratives";

/** How many themes are seen at once. */
export const seenFirst = 6;

const nothing: Chosen = {
  minutes: 0,
  equipment: [],
  autonomy: "",
  themes: [],
  errands: [],
  referred: false,
  structure: "",
  notes: "",
};

export class HelpReport {
  readonly #state = signal<State>("coming");
  readonly #begun = signal<Begun | undefined>(undefined);
  readonly #chosen = signal<Chosen>(nothing);
  readonly #lacking = signal(false);

  readonly state: ReadonlySignal<State> = this.#state;
  readonly begun: ReadonlySignal<Begun | undefined> = this.#begun;
  readonly chosen: ReadonlySignal<Chosen> = this.#chosen;
  /** Saving was asked for, and no theme is pressed. */
  readonly lacking: ReadonlySignal<boolean> = this.#lacking;

  /** load has the server begin the report, or give the one that it has. */
  async load({ help, reference, summary, device }: Facts): Promise<void> {
    const facts = { reference, device, admitted: String(summary.admitted), ended: String(summary.ended) };
    try {
      const answer = await fetch(`/espace/aides/${help}/compte-rendu`, {
        method: "POST",
        body: new URLSearchParams(facts),
      });
      if (answer.status === 404) {
        this.#state.value = "none";
        return;
      }
      if (!answer.ok) throw new Error(`beginning a report: status ${answer.status}`);
      const begun = (await answer.json()) as Begun;
      this.#begun.value = begun;
      this.#chosen.value = chosenIn(begun);
      this.#state.value = begun.done ? "saved" : "open";
    } catch {
      this.#state.value = "failed";
    }
  }

  /** change presses something, or lets it go. */
  change(some: Partial<Chosen>): void {
    this.#chosen.value = { ...this.#chosen.value, ...some };
    if (this.#chosen.value.themes.length > 0) this.#lacking.value = false;
  }

  later(): void {
    this.#state.value = "later";
  }

  reopen(): void {
    this.#state.value = "open";
  }

  async save(): Promise<void> {
    const begun = this.#begun.value;
    if (!begun || this.#state.value === "saving") return;
    this.#lacking.value = this.#chosen.value.themes.length === 0;
    if (this.#lacking.value) return;
    this.#state.value = "saving";
    this.#state.value = await sent(begun.id, this.#chosen.value);
  }
}

async function sent(id: string, chosen: Chosen): Promise<State> {
  try {
    const answer = await fetch(`/espace/comptes-rendus/${id}`, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: formOf(chosen),
    });
    // Whoever is signed out is led to sign in; the page stays here, and so does what was pressed.
    if (answer.redirected) return "signed-out";
    return answer.ok ? "saved" : "unsaved";
  } catch {
    return "unsaved";
  }
}

function chosenIn({ minutes, equipment, autonomy, themes, errands, referred, structure, notes }: Begun): Chosen {
  return { minutes, equipment, autonomy, themes, errands, referred, structure, notes };
}

/** formOf is what is sent, under the names of the report's own page. */
export function formOf(chosen: Chosen): URLSearchParams {
  const form = new URLSearchParams({
    duree: String(chosen.minutes),
    autonomie: chosen.autonomy,
    oriente_vers_structure: chosen.referred ? "oui" : "non",
    structure_de_redirection: chosen.referred ? chosen.structure : "",
    notes: chosen.notes,
  });
  for (const value of chosen.equipment) form.append("materiel", value);
  for (const value of chosen.themes) form.append("thematiques", value);
  if (!chosen.themes.includes(errandsTheme)) return form;
  for (const value of chosen.errands) form.append("demarches", value);
  return form;
}

/** pressed is a list with a value in it or without. */
export function pressed(list: readonly string[], value: string, on: boolean): readonly string[] {
  const others = list.filter((other) => other !== value);
  return on ? [...others, value] : others;
}

/** equipped is pressed, but « Aucun » goes with nothing else. */
export function equipped(list: readonly string[], value: string, on: boolean): readonly string[] {
  const none = "aucun";
  if (on && value === none) return [none];
  return pressed(list, value, on).filter((other) => !on || other !== none);
}

/** split is the themes seen at once, those pressed among them whatever their place, and the rest. */
export function split(themes: readonly string[], first: readonly string[]): [readonly string[], readonly string[]] {
  const seen = themes.filter((theme, place) => place < seenFirst || first.includes(theme));
  return [seen, themes.filter((theme) => !seen.includes(theme))];
}
