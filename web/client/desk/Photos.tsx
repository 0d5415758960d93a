import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import { say } from "../words";
import { Photo } from "./Photo";

interface All {
  readonly seat: Seat;
  /** What is looked at while no photograph is. */
  readonly children: ComponentChildren;
}

/** Photos are those that the person sent: the one that has just come is before whoever helps. They are kept nowhere else. */
export function Photos({ seat, children }: All) {
  const open = useSignal<string | undefined>(undefined);
  const known = useRef(new Set<string>());
  const photos = seat.parcels.received.value.filter(({ kind }) => kind === "photo");
  useSignalEffect(() => {
    for (const { id, kind } of seat.parcels.received.value) {
      if (kind !== "photo" || known.current.has(id)) continue;
      known.current.add(id);
      open.value = id;
    }
  });
  const shown = photos.findIndex(({ id }) => id === open.value);
  const photo = photos[shown];
  const coming = seat.parcels.coming.value > 0;
  return (
    <div class="photos">
      <p role="status" class={coming ? "notice" : "visually-hidden"}>
        {coming ? say("ask.photos.coming") : ""}
      </p>
      {photos.length > 0 && (
        <section class="stack stack--tight" aria-label={say("ask.photos")}>
          <ol class="photos__all row">
            {photos.map(({ id, url }, n) => (
              <li key={id}>
                <button
                  type="button"
                  class="button photos__one"
                  aria-label={say("ask.photos.open", { n: n + 1 })}
                  aria-pressed={id === open.value}
                  onClick={() => {
                    open.value = id === open.value ? undefined : id;
                  }}
                >
                  <img src={url} alt="" />
                </button>
              </li>
            ))}
          </ol>
          {photo && (
            <Photo
              key={photo.id}
              seat={seat}
              photo={photo}
              n={shown + 1}
              close={() => {
                open.value = undefined;
              }}
              drop={() => seat.parcels.drop(photo.id)}
            />
          )}
          {photo && <p class="small soft">{say("ask.photos.kept")}</p>}
        </section>
      )}
      <div hidden={photo !== undefined}>{children}</div>
    </div>
  );
}
