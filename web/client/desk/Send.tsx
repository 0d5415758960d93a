import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Copied, copy } from "../parts/copy";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { Sms } from "./Sms";

interface Props {
  readonly help: string;
  readonly scene: scenes.Inviting;
  readonly base: string;
}

/** Send is the other ways to hand the code over: a QR code, the link, a written invitation for whoever does not hear. */
export function Send({ help, scene, base }: Props) {
  return (
    <details class="more card">
      <summary>{say("desk.send")}</summary>
      <div class="stack">
        <div class="row send">
          <img
            class="qr"
            src={`/espace/aides/${help}/qr?${scene.code.length}`}
            alt={say("desk.qr")}
            width="200"
            height="200"
          />
          <Link link={scene.link} />
        </div>
        <Sms help={help} />
        <Letter scene={scene} base={base} />
      </div>
    </details>
  );
}

function Link({ link }: { link: string }) {
  const shown = useRef<HTMLParagraphElement>(null);
  const done = useSignal<Copied | undefined>(undefined);
  return (
    <div class="stack">
      <p ref={shown} class="send__link">
        {link}
      </p>
      <div>
        <Copy words={say("desk.copy")} text={link} shown={shown} done={done} />
      </div>
      <p role="status">{done.value ? say(done.value === "copied" ? "desk.copied" : "sending.selected") : ""}</p>
    </div>
  );
}

/** Letter needs neither telephone nor sound: the address, the code, and that all can be written. */
function Letter({ scene, base }: Omit<Props, "help">) {
  const shown = useRef<HTMLParagraphElement>(null);
  const done = useSignal<Copied | undefined>(undefined);
  const { organization, firstName: name } = scene.helper;
  const half = Math.floor(scene.code.length / 2);
  const code = `${scene.code.slice(0, half)} ${scene.code.slice(half)}`;
  const subject = say("desk.mail.subject", { organization });
  const body = say("desk.mail.body", { base, code, link: scene.link, name, organization });
  return (
    <section class="stack stack--tight" aria-label={say("desk.letter")}>
      <p class="eyebrow">{say("desk.letter")}</p>
      <p ref={shown} class="letter small">
        {body}
      </p>
      <div class="row">
        <Copy words={say("desk.copy.letter")} text={body} shown={shown} done={done} />
        <a class="button" href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}>
          {say("desk.mail")}
        </a>
      </div>
      <p role="status">{done.value ? say(done.value === "copied" ? "desk.copied.letter" : "sending.selected") : ""}</p>
    </section>
  );
}

interface CopyProps {
  readonly words: string;
  readonly text: string;
  readonly shown: { readonly current: Node | null };
  readonly done: Signal<Copied | undefined>;
}

function Copy({ words, text, shown, done }: CopyProps) {
  const press = async (): Promise<void> => {
    done.value = await copy(text, shown.current);
  };
  return (
    <button type="button" class="button" onClick={() => void press()}>
      {words}
    </button>
  );
}
