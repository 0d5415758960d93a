import { useEffect, useRef } from "preact/hooks";
import type { Camera } from "../media/camera";
import { say } from "../words";

/** OwnCamera turns one's own camera on and off, and shows what the person is going to see. */
export function OwnCamera({ camera }: { camera: Camera }) {
  const video = useRef<HTMLVideoElement>(null);
  const track = camera.outgoing.value;
  const notice = camera.notice.value;
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = track ? new MediaStream([track]) : null;
    // Below the fold a browser would let it wait until it is scrolled to.
    element.play().catch(() => {});
  }, [track]);
  return (
    <div class="stack stack--tight own-camera">
      {track && (
        <video ref={video} class="own-camera__picture" muted autoplay playsInline aria-label={say("desk.camera.own")} />
      )}
      <button type="button" class="button" onClick={() => (track ? camera.off() : void camera.on())}>
        {say(track ? "desk.camera.off" : "desk.camera.on")}
      </button>
      <p role="status">{notice ? say(`desk.camera.${notice}`) : ""}</p>
    </div>
  );
}
