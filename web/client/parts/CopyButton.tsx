import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { say } from "../words";
import { type Copied, copy } from "./copy";

interface Props {
  readonly text: string;
  readonly large?: boolean;
  /** The button's words, if not « Copier ». */
  readonly words?: string;
}

/** CopyButton is a text and the button that copies it; where copying is refused the text is selected instead. */
export function CopyButton({ text, large = false, words = say("sending.copy") }: Props) {
  const shown = useRef<HTMLParagraphElement>(null);
  const done = useSignal<Copied | undefined>(undefined);
  const id = useId();
  return (
    <div class="copy stack stack--tight">
      <p ref={shown} id={id} class="copy__text" dir="auto">
        {text}
      </p>
      <div class="row">
        <button
          type="button"
          class={large ? "button button--primary button--large" : "button"}
          aria-describedby={id}
          onClick={async () => {
            done.value = await copy(text, shown.current);
          }}
        >
          {words}
        </button>
        <p role="status">{done.value ? say(`sending.${done.value}`) : ""}</p>
      </div>
    </div>
  );
}
