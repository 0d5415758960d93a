import { Title } from "../parts/Title";
import { say } from "../words";

/** Out is what whoever came by a link sees once they are no longer in the help. */
export function Out() {
  return (
    <>
      <Title text={say("guest.out")} />
      <p class="lead">{say("guest.ended")}</p>
    </>
  );
}
