import type { Summary as Facts } from "../protocol.gen";
import { language, say } from "../words";
import { spoken } from "./clock";

/** Summary is what happened, told alike to both. */
export function Summary({ screen, facts, reference }: { screen: string; facts: Facts; reference: string }) {
  const names = new Intl.ListFormat(language()).format(facts.seenBy);
  const seen = facts.seenBy.length > 0;
  return (
    <dl class="facts card">
      <dt>{screen}</dt>
      <dd>{seen ? say("room.summary.seenBy", { names, time: spoken(facts.shown) }) : say("room.summary.notSeen")}</dd>
      {facts.admitted > 0 && (
        <>
          <dt>{say("room.summary.length")}</dt>
          <dd>{spoken(facts.ended - facts.admitted)}</dd>
        </>
      )}
      <dt>{say("room.summary.recorded")}</dt>
      <dd>{say("room.summary.nothingRecorded")}</dd>
      <dt>{say("room.summary.reference")}</dt>
      <dd class="reference">{reference}</dd>
    </dl>
  );
}
