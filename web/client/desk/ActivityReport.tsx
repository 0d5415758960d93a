import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { DeviceKind, Summary } from "../protocol.gen";
import { count, type Key, language, say } from "../words";
import { equipped, errandsTheme, HelpReport, pressed, type State, split } from "./report";

interface Props {
  readonly help: string;
  readonly reference: string;
  readonly summary: Summary;
  /** What the person came with, as far as this page saw. */
  readonly device: DeviceKind;
}

/** ActivityReport is the report of the help that has just ended: filled in, two taps from being done. */
export function ActivityReport({ help, reference, summary, device }: Props) {
  const report = useMemo(() => new HelpReport(), [help]);
  useEffect(() => void report.load({ help, reference, summary, device }), [report]);
  const heading = useId();
  const state = report.state.value;
  if (state === "none") return null;
  return (
    <section class="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{say("activity.desk.title")}</h2>
      {state === "coming" && <p>{say("activity.desk.coming")}</p>}
      {(state === "saved" || state === "later" || state === "failed") && <Rested report={report} state={state} />}
      {isOpen(state) && <Form report={report} />}
    </section>
  );
}

function isOpen(state: State): boolean {
  return state === "open" || state === "saving" || state === "unsaved" || state === "signed-out";
}

/** Rested is a report that is saved, put off or could not come; the focus goes to what is said of it. */
function Rested({ report, state }: { report: HelpReport; state: "saved" | "later" | "failed" }) {
  const told = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(document.activeElement === document.body || document.activeElement?.closest("form") !== null);
  useLayoutEffect(() => {
    if (pressed.current) told.current?.focus();
  }, []);
  const words: Record<typeof state, Key> = {
    saved: "activity.desk.saved",
    later: "activity.desk.kept",
    failed: "activity.desk.failed",
  };
  return (
    <>
      <p ref={told} tabIndex={-1} class={state === "saved" ? "notice notice--good" : "notice"} role="status">
        {say(words[state])}
      </p>
      <div class="row">
        {state !== "failed" && (
          <button type="button" class="button" onClick={() => report.reopen()}>
            {say(state === "saved" ? "activity.desk.correct" : "activity.desk.reopen")}
          </button>
        )}
        {state === "saved" && (
          <a href={`/espace/comptes-rendus/${report.begun.value?.id ?? ""}`}>{say("activity.desk.copy")}</a>
        )}
        <a href="/espace/comptes-rendus">{say("activity.desk.list")}</a>
      </div>
    </>
  );
}

function Form({ report }: { report: HelpReport }) {
  const begun = report.begun.value;
  const chosen = report.chosen.value;
  const state = report.state.value;
  const error = useId();
  if (!begun) return null;
  const date = new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(new Date(`${begun.date}T12:00:00`));
  const { choices } = begun;
  return (
    <form
      class="stack report-form"
      onSubmit={(event) => {
        event.preventDefault();
        void report.save();
      }}
    >
      <p class="small soft">{count("activity.desk.filled", begun.measured, { date })}</p>
      <Themes report={report} error={error} />
      {chosen.themes.includes(errandsTheme) && (
        <Chips legend={say("activity.desk.errands")}>
          <Several
            name="demarches"
            group="errand"
            values={choices.errands}
            chosen={chosen.errands}
            press={(value, on) => report.change({ errands: pressed(chosen.errands, value, on) })}
          />
        </Chips>
      )}
      <div class="fields">
        <Chips legend={say("activity.desk.equipment")}>
          <Several
            name="materiel"
            group="equipment"
            values={choices.equipment}
            chosen={chosen.equipment}
            press={(value, on) => report.change({ equipment: equipped(chosen.equipment, value, on) })}
          />
        </Chips>
        <Chips legend={say("activity.desk.autonomy")}>
          <Several
            kind="radio"
            name="autonomie"
            group="autonomy"
            values={choices.autonomies}
            chosen={[chosen.autonomy]}
            press={(autonomy) => report.change({ autonomy })}
          />
          <Chip
            kind="radio"
            name="autonomie"
            words={say("activity.desk.unsaid")}
            on={chosen.autonomy === ""}
            press={() => report.change({ autonomy: "" })}
          />
        </Chips>
      </div>
      <Chips legend={say("activity.desk.length")}>
        {lengths(begun.steps, begun.minutes).map((minutes) => (
          <Chip
            key={minutes}
            kind="radio"
            name="duree"
            words={count("common.minutes", minutes)}
            on={chosen.minutes === minutes}
            press={() => report.change({ minutes })}
          />
        ))}
      </Chips>
      <Referred report={report} />
      <Note report={report} />
      <div role="status">
        {state === "saving" && <p>{say("activity.desk.saving")}</p>}
        {state === "unsaved" && <p class="notice notice--error">{say("activity.desk.unsaved")}</p>}
        {state === "signed-out" && <p class="notice notice--error">{say("activity.desk.signedOut")}</p>}
      </div>
      <div class="row report-end">
        <button type="submit" class="button button--primary button--large">
          {say("activity.desk.save")}
        </button>
        <button type="button" class="button button--quiet" onClick={() => report.later()}>
          {say("activity.desk.later")}
        </button>
      </div>
    </form>
  );
}

/** lengths are the usual ones, and the one that somebody chose elsewhere. */
function lengths(steps: readonly number[], chosen: number): readonly number[] {
  return steps.includes(chosen) ? steps : [...steps, chosen].sort((a, b) => a - b);
}

function Themes({ report, error }: { report: HelpReport; error: string }) {
  const chosen = report.chosen.value.themes;
  const themes = report.begun.value?.choices.themes ?? [];
  // What was suggested stays where it was when it is let go.
  const [first, rest] = useMemo(() => split(themes, chosen), [themes]);
  const lacking = report.lacking.value;
  const several = (values: readonly string[]) => (
    <Several
      name="thematiques"
      group="theme"
      values={values}
      chosen={chosen}
      press={(value, on) => report.change({ themes: pressed(chosen, value, on) })}
    />
  );
  return (
    <fieldset class="chips" aria-describedby={lacking ? error : undefined}>
      <legend class="field__label">{say("activity.desk.themes")}</legend>
      <p id={error} class="field__error" role="alert" hidden={!lacking}>
        {lacking ? say("activity.desk.theme.missing") : ""}
      </p>
      <div class="chips__row">{several(first)}</div>
      <details class="more">
        <summary>{say("activity.desk.themes.all")}</summary>
        <div class="chips__row">{several(rest)}</div>
      </details>
    </fieldset>
  );
}

/** Referred asks which service only once there was one. */
function Referred({ report }: { report: HelpReport }) {
  const { referred, structure } = report.chosen.value;
  return (
    <>
      <div class="chips__row">
        <Chip
          kind="checkbox"
          name="oriente_vers_structure"
          words={say("activity.desk.referred")}
          on={referred}
          press={(on) => report.change({ referred: on })}
        />
      </div>
      {referred && (
        <Chips legend={say("activity.desk.structure")}>
          <Several
            kind="radio"
            name="structure_de_redirection"
            group="structure"
            values={report.begun.value?.choices.structures ?? []}
            chosen={[structure]}
            press={(value) => report.change({ structure: value })}
          />
        </Chips>
      )}
    </>
  );
}

function Note({ report }: { report: HelpReport }) {
  const field = useId();
  const open = useSignal(report.chosen.value.notes !== "");
  return (
    <details
      class="more"
      open={open}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{say("activity.desk.note")}</summary>
      <div class="field">
        <label class="field__label" for={field}>
          {say("activity.desk.notes")}
        </label>
        <p class="field__hint" id={`${field}-hint`}>
          {say("activity.desk.note.hint")}
        </p>
        <textarea
          id={field}
          class="field__input"
          aria-describedby={`${field}-hint`}
          rows={3}
          maxLength={2000}
          value={report.chosen.value.notes}
          onInput={(event) => report.change({ notes: event.currentTarget.value })}
        />
      </div>
    </details>
  );
}

function Chips({ legend, children }: { legend: string; children: ComponentChildren }) {
  return (
    <fieldset class="chips">
      <legend class="field__label">{legend}</legend>
      <div class="chips__row">{children}</div>
    </fieldset>
  );
}

interface SeveralProps {
  readonly kind?: "checkbox" | "radio";
  readonly name: string;
  readonly group: "theme" | "errand" | "equipment" | "autonomy" | "structure";
  readonly values: readonly string[];
  readonly chosen: readonly string[];
  readonly press: (value: string, on: boolean) => void;
}

/** Several are values to be pressed. */
function Several({ kind = "checkbox", name, group, values, chosen, press }: SeveralProps) {
  return values.map((value) => (
    <Chip
      key={value}
      kind={kind}
      name={name}
      words={say(`activity.${group}.${value}` as Key)}
      on={chosen.includes(value)}
      press={(on) => press(value, on)}
    />
  ));
}

interface ChipProps {
  readonly kind: "checkbox" | "radio";
  readonly name: string;
  readonly words: string;
  readonly on: boolean;
  readonly press: (on: boolean) => void;
}

function Chip({ kind, name, words, on, press }: ChipProps) {
  return (
    <label class="chip">
      <input
        class="chip__input"
        type={kind}
        name={name}
        checked={on}
        onChange={(event) => press(event.currentTarget.checked)}
      />
      <span class="chip__words">{words}</span>
    </label>
  );
}
