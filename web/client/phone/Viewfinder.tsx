import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Station } from "../connection/station";
import type { ScreenShare } from "../media/screen";
import { say } from "../words";
import { focusAt, placeIn, powers, shine } from "./light";
import { Marks } from "./Marks";

/** Viewfinder is what one's own camera sees, with what is pointed at in it, and what this camera can do besides. */
export function Viewfinder({ seat }: { seat: Station }) {
  const { screen } = seat;
  const video = useRef<HTMLVideoElement>(null);
  const sharp = useSignal<{ x: number; y: number } | undefined>(undefined);
  const track = screen.source.value;
  const paused = screen.state.value.state === "paused";
  const can = track ? powers(track) : { torch: false, focus: false };

  useEffect(() => {
    sharp.value = undefined;
    if (video.current) video.current.srcObject = track ? new MediaStream([track]) : null;
  }, [track]);

  const touch = (event: PointerEvent): void => {
    const picture = video.current;
    if (!picture || !track || !can.focus) return;
    const { left, top, width, height } = picture.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const place = placeIn({ width, height }, { width: picture.videoWidth, height: picture.videoHeight }, x, y);
    if (!place) return;
    sharp.value = { x: x / width, y: y / height };
    void focusAt(track, place.x, place.y);
  };

  return (
    <div class="viewfinder stack stack--tight">
      <div class="viewfinder__frame">
        <video
          ref={video}
          class="viewfinder__picture"
          muted
          autoplay
          playsInline
          aria-label={say("phone.camera.own")}
          onPointerDown={touch}
        />
        <Marks seat={seat} />
        {sharp.value && <span class="viewfinder__sharp" style={place(sharp.value)} />}
        {paused && (
          <span class="viewfinder__paused" aria-hidden="true">
            {say("phone.camera.paused")}
          </span>
        )}
      </div>
      {can.focus && !paused && <p class="small soft">{say("phone.focus")}</p>}
      {track && !paused && (
        <div class="row">
          {can.torch && <Torch key={track.id} track={track} />}
          <Turn screen={screen} />
        </div>
      )}
    </div>
  );
}

/** The policy of this site lets no style stand in the HTML; a property set by the script is none. */
function place({ x, y }: { x: number; y: number }): { left: string; top: string } {
  return { left: `${x * 100}%`, top: `${y * 100}%` };
}

/** Torch is the light beside the camera. */
function Torch({ track }: { track: MediaStreamTrack }) {
  const lit = useSignal(false);
  const failed = useSignal(false);
  const press = async (): Promise<void> => {
    failed.value = !(await shine(track, !lit.value));
    if (!failed.value) lit.value = !lit.value;
  };
  return (
    <>
      <button type="button" class="button" onClick={() => void press()}>
        {say(lit.value ? "phone.torch.off" : "phone.torch.on")}
      </button>
      <p role="status">{failed.value ? say("phone.torch.failed") : ""}</p>
    </>
  );
}

/** Turn is only there where there is another camera to turn to. */
function Turn({ screen }: { screen: ScreenShare }) {
  const several = useSignal(false);
  useEffect(() => {
    void navigator.mediaDevices.enumerateDevices().then((devices) => {
      several.value = devices.filter(({ kind }) => kind === "videoinput").length > 1;
    });
  }, []);
  if (!several.value) return null;
  return (
    <button type="button" class="button" onClick={() => void screen.turn()}>
      {say("phone.turn")}
    </button>
  );
}
