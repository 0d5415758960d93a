import { useState } from "preact/hooks";
import type { Seen } from "../media/slots";
import { say } from "../words";
import { RemoteVideo } from "./RemoteVideo";

interface Props {
  readonly name: string;
  readonly seen: Seen | undefined;
  /** A ring round it, for whoever does not hear the voice. */
  readonly speaking?: boolean;
}

/** Face is somebody's camera, or the first letter of their name until its first picture, and while the link carries none. */
export function Face({ name, seen: slot, speaking = false }: Props) {
  const seen = slot?.withheld ? undefined : slot;
  const [shown, setShown] = useState(false);
  return (
    <div class={speaking ? "face face--speaking" : "face"}>
      {!(seen && shown) && (
        <span class="initial" aria-hidden="true">
          {[...name][0] ?? ""}
        </span>
      )}
      {seen && <RemoteVideo seen={seen} label={say("guest.face", { name })} onShown={setShown} />}
    </div>
  );
}
