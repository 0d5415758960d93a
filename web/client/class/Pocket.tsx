import { Title } from "../parts/Title";
import { say } from "../words";
import { Answers } from "./Answers";
import { usePart } from "./lesson";
import type { ClassPage } from "./page";
import { StepText } from "./StepText";

/** Pocket is a telephone in the hall: the step and the three buttons, and neither sound nor picture, since the hall has them. */
export function Pocket({ page: { seat, steps } }: { page: ClassPage }) {
  const name = usePart(seat, (scene) => scene.name);
  return (
    <div class="page lesson stack">
      <Title text={name ? say("class.hello", { name }) : say("class.hello.nobody")} />
      <StepText seat={seat} steps={steps} />
      <Answers seat={seat} />
      <p class="soft">{say("class.pocket")}</p>
    </div>
  );
}
