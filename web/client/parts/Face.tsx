import { useState } from "preact/hooks";
import type { Seen } from "../media/slots";
import { say } from "../words";
import { RemoteVideo } from "./RemoteVideo";

/** Face is somebody's camera, or the first letter of their name until its first picture. */
export function Face({ name, seen }: { name: string; seen: Seen | undefined }) {
  const [shown, setShown] = useState(false);
  return (
    <div class="face">
      {!(seen && shown) && (
        <span class="initial" aria-hidden="true">
          {[...name][0] ?? ""}
        </span>
      )}
      {seen && <RemoteVideo seen={seen} label={say("room.face", { name })} onShown={setShown} />}
    </div>
  );
}
