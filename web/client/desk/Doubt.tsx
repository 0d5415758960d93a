import type { Knocking, Live } from "../protocol.gen";
import { say } from "../words";

/** Doubt says calmly that the person was not expecting this call, and what that changes. */
export function Doubt({ scene: { caller, helper } }: { scene: Knocking | Live }) {
  return (
    <div role="status">
      {caller.doubt && (
        <div class="notice notice--warn stack stack--tight">
          <p>
            <strong>{say("threshold.desk.title")}</strong>
          </p>
          <p>{say("threshold.desk.what", { organization: helper.organization })}</p>
        </div>
      )}
    </div>
  );
}
