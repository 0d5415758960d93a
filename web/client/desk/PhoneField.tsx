import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly number: Signal<string>;
  readonly button: string;
  readonly submit: (event: Event) => void;
  /** Whether the number is none that can be rung. */
  readonly wrong?: boolean;
  readonly required?: boolean;
  /** What became of it. */
  readonly children: ComponentChildren;
}

/** PhoneField is a form of one telephone number and a button beside it. */
export function PhoneField({ id, label, hint, number, button, submit, wrong = false, required, children }: Props) {
  return (
    <form class="field callback" onSubmit={submit}>
      <label class="field__label" for={id}>
        {label}
      </label>
      <p class="field__hint" id={`${id}-hint`}>
        {hint}
      </p>
      <div class="row">
        <input
          id={id}
          class="field__input callback__input"
          type="tel"
          autocomplete="off"
          maxLength={40}
          required={required}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint ${id}-said`}
          value={number}
          onInput={({ currentTarget }) => {
            number.value = currentTarget.value;
          }}
        />
        <button type="submit" class="button">
          {button}
        </button>
      </div>
      <p id={`${id}-said`} role="status" class={wrong ? "field__error" : undefined}>
        {children}
      </p>
    </form>
  );
}
