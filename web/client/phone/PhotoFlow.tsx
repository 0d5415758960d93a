import { useEffect, useRef } from "preact/hooks";
import { say } from "../words";
import type { Photograph, Step } from "./photograph";

interface Props {
  readonly photograph: Photograph;
  /** Whom it is for. */
  readonly name: string;
  /** Opens the browser's chooser again. */
  readonly choose: () => void;
  readonly send: () => void;
}

/** PhotoFlow is the photograph on its way: shown before it leaves, and followed until it has arrived. */
export function PhotoFlow({ photograph, name, choose, send }: Props) {
  const section = useRef<HTMLElement>(null);
  const step = photograph.step.value;
  const shown = step.at !== "idle";
  // It comes to the front, and so does whoever reads with the keyboard (WCAG 2.4.3).
  useEffect(() => {
    if (!shown) return;
    section.current?.scrollIntoView({ block: "start" });
    section.current?.focus({ preventScroll: true });
  }, [shown]);
  if (!shown) return null;
  return (
    <section ref={section} tabIndex={-1} class="card stack photo-flow" aria-label={say("phone.photo")}>
      <div role="status">
        <Words step={step} name={name} />
      </div>
      {"url" in step && <img class="photo-flow__picture" src={step.url} alt={say("phone.photo.picture")} />}
      {step.at === "sending" && (
        <progress class="photo-flow__progress" max={1} value={step.share} aria-label={say("phone.photo.sending")} />
      )}
      {(step.at === "ready" || step.at === "failed") && (
        <>
          <p>{say("phone.photo.only", { name })}</p>
          <button type="button" class="button button--primary button--large button--block" onClick={send}>
            {say("phone.photo.send")}
          </button>
        </>
      )}
      <div class="row row--apart">
        {(step.at === "ready" || step.at === "failed" || step.at === "unreadable") && (
          <>
            <button type="button" class="button" onClick={choose}>
              {say("phone.photo.again")}
            </button>
            <button type="button" class="button button--quiet" onClick={() => photograph.drop()}>
              {say("phone.photo.drop")}
            </button>
          </>
        )}
        {step.at === "sent" && (
          <button type="button" class="button" onClick={choose}>
            {say("phone.photo.more")}
          </button>
        )}
      </div>
    </section>
  );
}

function Words({ step, name }: { step: Step; name: string }) {
  switch (step.at) {
    case "idle":
      return null;
    case "reading":
    case "sending":
      return <p class="lead">{say(`phone.photo.${step.at}`)}</p>;
    case "ready":
      return (
        <p class="lead">
          <strong>{say("phone.photo.ready")}</strong>
        </p>
      );
    case "unreadable":
      return <p class="notice notice--warn">{say("phone.photo.unreadable")}</p>;
    case "failed":
      return <p class="notice notice--warn">{say(`phone.photo.failed.${step.why}`, { name })}</p>;
    case "sent":
      return (
        <p class="notice notice--good lead">
          <strong>{say("phone.photo.sent", { name })}</strong>
        </p>
      );
  }
}
