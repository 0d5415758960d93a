import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Seat } from "../connection/seat";
import type * as scenes from "../protocol.gen";
import { say } from "../words";
import { outcome, passage, patience } from "./passage";

interface Props {
  readonly seat: Seat;
  readonly scene: scenes.Live;
  /** The call has ended and the voice gets through: nothing more is to be said of it. */
  readonly settled: Signal<boolean>;
}

/** HangUp moves the voice from the call to this page, and says when it has arrived: not before may the call end. */
export function HangUp({ seat, scene, settled }: Props) {
  const { microphone } = seat;
  const { mode } = microphone.voice.value;
  const name = scene.helper.firstName;
  const waited = useSignal(0);
  useEffect(() => {
    waited.value = 0;
    if (mode === "phone") return undefined;
    const timers = Object.values(patience).map((after) => setTimeout(() => (waited.value = after), after));
    return () => timers.forEach(clearTimeout);
  }, [mode]);

  const how = passage({
    mode,
    notice: microphone.notice.value,
    heard: microphone.heard.value,
    connected: seat.line.state.value === "joined" && seat.media.value === "connected",
    waited: waited.value,
  });
  useEffect(() => {
    if (how !== "passes") settled.value = false;
  }, [how]);
  const became = outcome(how);
  const told = scene.request.outcome;
  useEffect(() => {
    if (became && became !== told) seat.send({ type: "answer", outcome: became });
    // Asked again, what already gets through is told again; what has failed waits for another press.
  }, [became, became === "done" && told]);

  const near = <p>{say("phone.voice.near", { name })}</p>;
  const here = (
    <button
      type="button"
      class="button button--primary button--large button--block"
      onClick={() => void microphone.speak()}
    >
      {say("phone.voice.here")}
    </button>
  );
  switch (how) {
    case "offered":
      return (
        <>
          <p class="lead">{say("phone.voice.first")}</p>
          {here}
        </>
      );
    case "asked":
    case "listening":
      return <p class="notice lead">{say(`phone.voice.${how}`)}</p>;
    case "passes":
      return (
        <>
          <p class="notice notice--good lead">
            <strong>{say("phone.voice.passes")}</strong>
          </p>
          <div>
            <button
              type="button"
              class="button"
              onClick={() => {
                settled.value = true;
              }}
            >
              {say("phone.voice.hungUp")}
            </button>
          </div>
        </>
      );
    case "refused":
    case "fails":
      return (
        <>
          <div class="notice notice--warn lead">
            <p>{say("phone.voice.fails")}</p>
            {near}
          </div>
          {mode === "phone" && here}
        </>
      );
    case "silent":
    case "cut":
      return (
        <div class="notice notice--warn lead">
          <p>{say(`phone.voice.${how}`)}</p>
          {near}
        </div>
      );
  }
}
