import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Seat } from "../connection/seat";
import type { Received } from "../sending/parcels";
import { say } from "../words";

/** How large a photograph can be made, as shares of the size at which all of it is seen. */
const zooms = [1, 1.5, 2, 3, 4];

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

interface Props {
  readonly photo: Received;
  readonly n: number;
  readonly close: () => void;
  readonly drop: () => void;
}

/** Photo is one of them, large; it is drawn so that what is turned here is turned for whatever is made of it. */
function Photo({ photo, n, close, drop }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const turns = useSignal(0);
  const zoom = useSignal(1);
  useEffect(() => {
    const on = canvas.current;
    if (on) void turned(on, photo.blob, turns.value);
  }, [photo, turns.value]);
  const step = (by: 1 | -1): void => {
    zoom.value = zooms[zooms.indexOf(zoom.value) + by] ?? zoom.value;
  };
  return (
    <>
      <figure
        class={zoom.value === 1 ? "frame frame--fit photos__frame" : "frame photos__frame"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say("ask.photos.one", { n })}
      >
        <div class="photos__sheet" style={{ width: `${zoom.value * 100}%`, height: `${zoom.value * 100}%` }}>
          <canvas ref={canvas} role="img" aria-label={say("ask.photos.one", { n })} />
        </div>
      </figure>
      <div class="row">
        <button type="button" class="button" aria-label={say("desk.zoom.in")} onClick={() => step(1)}>
          +
        </button>
        <button type="button" class="button" aria-label={say("desk.zoom.out")} onClick={() => step(-1)}>
          −
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            turns.value = (turns.value + 1) % 4;
          }}
        >
          {say("ask.photos.turn")}
        </button>
        <button type="button" class="button" onClick={close}>
          {say("ask.photos.close")}
        </button>
        <button type="button" class="button button--quiet" onClick={drop}>
          {say("ask.photos.drop")}
        </button>
      </div>
    </>
  );
}

/** turned draws a picture on a canvas, turned by quarters clockwise. */
async function turned(canvas: HTMLCanvasElement, picture: Blob, quarters: number): Promise<void> {
  const image = await createImageBitmap(picture);
  const lies = quarters % 2 === 1;
  canvas.width = lies ? image.height : image.width;
  canvas.height = lies ? image.width : image.height;
  const brush = canvas.getContext("2d");
  brush?.translate(canvas.width / 2, canvas.height / 2);
  brush?.rotate((quarters * Math.PI) / 2);
  brush?.drawImage(image, -image.width / 2, -image.height / 2);
  image.close();
}
