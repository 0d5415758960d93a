import { Title } from "../parts/Title";
import type * as scenes from "../protocol.gen";
import { say } from "../words";

/** Arriving is what whoever came by a link sees until the person has agreed to them. */
export function Arriving({ scene }: { scene: scenes.Arriving }) {
  const { firstName: name, organization } = scene.helper;
  return (
    <>
      <Title text={say("guest.arriving.title")} />
      <p class="lead">{say("guest.arriving.wait")}</p>
      <p>{say("guest.arriving.helper", { name, organization })}</p>
    </>
  );
}
