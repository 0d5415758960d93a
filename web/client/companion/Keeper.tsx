import type { Station } from "../connection/station";
import { say } from "../words";
import { companionOf, shows } from "./companion";
import { Pointed } from "./Pointed";

/** Keeper offers the companion, and shows in the page what it would show while nothing floats. */
export function Keeper({ seat, name }: { seat: Station; name: string }) {
  const companion = companionOf(seat);
  const floating = companion.floating.value;
  const showing = shows(seat);
  return (
    <>
      {showing && floating === "closed" && (
        <div class="card card--sand stack stack--tight">
          <p>{say("companion.why", { name })}</p>
          <p>
            <button type="button" class="button button--large" onClick={() => void companion.open()}>
              {say("companion.open", { name })}
            </button>
          </p>
        </div>
      )}
      {showing && (floating === "closed" || floating === "unable") && <Pointed seat={seat} name={name} />}
    </>
  );
}
