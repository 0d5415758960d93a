import { type Signal, useSignal } from "@preact/signals";
import type { Seat } from "../connection/seat";
import { useKeptFocus } from "../parts/focus";
import type { Line, Live } from "../protocol.gen";
import { say } from "../words";
import { Content } from "../writing/Line";
import { Picture } from "./Picture";
import type { Received as Arrived } from "./parcels";

/** Thing is something that was put before this page's reader. */
type Thing =
  | { readonly key: string; readonly at: number; readonly name: string; readonly line: Line }
  | { readonly key: string; readonly at: number; readonly name: string; readonly parcel: Arrived };

/** Received is what was sent here: the last one large, those before behind one press, each until it is put away. */
export function Received({ seat, scene }: { seat: Seat; scene: Live }) {
  const away = useSignal<ReadonlySet<string>>(new Set());
  const things = received(seat, scene).filter(({ key }) => !away.value.has(key));
  const [last, ...before] = things;
  const section = useKeptFocus(things.length);
  return (
    <section ref={section} class="received stack" aria-label={say("sending.got.title")}>
      <div role="status">
        {last && (
          // Told anew for each, be it another of the same kind.
          <p key={last.key} class="lead">
            <strong>{say("sending.got", { name: last.name, title: titleOf(last) })}</strong>
          </p>
        )}
      </div>
      {last && <Card seat={seat} thing={last} away={away} />}
      {before.length > 0 && (
        <details class="more">
          <summary>{say("sending.got.before")}</summary>
          <div class="stack">
            {before.map((thing) => (
              <Card key={thing.key} seat={seat} thing={thing} away={away} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

/** received is what others sent, the last first. Steps of « Mon pas-à-pas », and photographs on the desk, have a place of their own. */
function received(seat: Seat, scene: Live): Thing[] {
  const helps = scene.you === "mediator" || scene.you === "colleague";
  const lines = seat.writing.lines.value.flatMap((line, place): Thing[] => {
    if (line.kind === "words" || line.seat === scene.you) return [];
    return [{ key: `line ${place}`, at: line.at, name: line.name || scene.helper.firstName, line }];
  });
  const parcels = seat.parcels.received.value.flatMap((parcel): Thing[] => {
    if (parcel.kind === "still" || (parcel.kind === "photo" && helps)) return [];
    return [{ key: parcel.id, at: parcel.at, name: parcel.name || scene.helper.firstName, parcel }];
  });
  return [...lines, ...parcels].sort((a, b) => b.at - a.at);
}

interface CardProps {
  readonly seat: Seat;
  readonly thing: Thing;
  readonly away: Signal<ReadonlySet<string>>;
}

function Card({ seat, thing, away }: CardProps) {
  const title = titleOf(thing);
  const put = (): void => {
    away.value = new Set([...away.value, thing.key]);
    if ("parcel" in thing) seat.parcels.drop(thing.parcel.id);
  };
  return (
    <article class="card stack stack--tight" aria-label={title}>
      {"line" in thing ? <Content line={thing.line} large /> : <Picture parcel={thing.parcel} />}
      <div>
        <button
          type="button"
          class="button button--quiet button--edge"
          aria-label={say("sending.got.put.what", { title })}
          onClick={put}
        >
          {say("sending.got.put")}
        </button>
      </div>
    </article>
  );
}

function titleOf(thing: Thing): string {
  if ("parcel" in thing) return thing.parcel.title || say("sending.untitled");
  return say(thing.line.kind === "link" ? "sending.got.link" : "sending.got.copy");
}
