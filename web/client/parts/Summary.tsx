import type { Summary as Facts } from "../protocol.gen";
import { count, language, say } from "../words";
import { spoken } from "./clock";

/** Summary is what happened, told alike to both. */
export function Summary({ screen, facts, reference }: { screen: string; facts: Facts; reference: string }) {
  const names = new Intl.ListFormat(language()).format(facts.seenBy);
  const seen = facts.seenBy.length > 0;
  return (
    <dl class="facts card">
      {seen ? <Seen screen={screen} facts={facts} /> : <Fact what={screen} words={say("room.summary.notSeen")} />}
      {seen && <Fact what={say("room.summary.seenBy")} words={names} />}
      {facts.admitted > 0 && <Fact what={say("room.summary.length")} words={spoken(facts.ended - facts.admitted)} />}
      <Fact what={say("room.summary.recorded")} words={say("room.summary.nothingRecorded")} />
      <dt>{say("room.summary.reference")}</dt>
      <dd class="reference">{reference}</dd>
    </dl>
  );
}

/** Seen is what was seen, each thing on a line; of what was not, nothing is said. */
function Seen({ screen, facts: { shown, filmed, photographs } }: { screen: string; facts: Facts }) {
  return (
    <>
      {shown > 0 && <Fact what={screen} words={say("room.summary.seen", { time: spoken(shown) })} />}
      {filmed > 0 && (
        <Fact what={say("room.summary.camera")} words={say("room.summary.seen", { time: spoken(filmed) })} />
      )}
      {photographs > 0 && (
        <Fact what={say("room.summary.photographs")} words={count("room.summary.received", photographs)} />
      )}
    </>
  );
}

function Fact({ what, words }: { what: string; words: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd>{words}</dd>
    </>
  );
}
