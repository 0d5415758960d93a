import { useEffect, useRef, useState } from "preact/hooks";
import type { Seen } from "../media/slots";
import { reached } from "../media/timestamp";

/** What a browser tells of a presented frame; not every browser gives the RTP timestamp. */
type Frame = VideoFrameCallbackMetadata & { rtpTimestamp?: number };

interface Props {
  /** The slot to show; what is on screen stays there until the next one has a picture. */
  readonly seen: Seen;
  readonly label: string;
  readonly onShown?: (shown: boolean) => void;
  readonly onSize?: (width: number, height: number) => void;
}

/**
 * RemoteVideo shows who is in a slot. After a joining the last picture stays
 * until the new one arrives; when somebody else comes into the slot nothing is
 * shown before the first frame that is theirs.
 */
export function RemoteVideo({ seen, label, onShown, onSize }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<{ video: HTMLVideoElement; seat: string; stream: MediaStream } | undefined>(undefined);
  const [visible, setVisible] = useState(false);

  useEffect(() => {
    const same = shown.current?.seat === seen.seat;
    if (same && shown.current?.stream === seen.stream) return undefined;
    if (!same) setVisible(false);
    const video = element(seen.stream);
    box.current?.append(video);
    const stop = firstFrame(video, seen.from, () => {
      if (shown.current?.video !== video) shown.current?.video.remove();
      shown.current = { video, seat: seen.seat, stream: seen.stream };
      video.setAttribute("aria-label", label);
      onSize?.(video.videoWidth, video.videoHeight);
      setVisible(true);
    });
    video.onresize = () => onSize?.(video.videoWidth, video.videoHeight);
    return () => {
      stop();
      if (shown.current?.video !== video) video.remove();
    };
  }, [seen.stream, seen.seat, seen.from]);

  useEffect(() => onShown?.(visible), [visible]);
  return <div ref={box} class="video" data-waiting={visible ? undefined : ""} aria-hidden={!visible} />;
}

/** element is a video that plays without being asked: it has no sound (autoplay policy). */
function element(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement("video");
  video.muted = video.autoplay = video.playsInline = true;
  video.srcObject = stream;
  video.className = "video__picture";
  return video;
}

/** firstFrame calls then at the first frame presented that is at or after an RTP timestamp. */
function firstFrame(video: HTMLVideoElement, from: number, then: () => void): () => void {
  if (!("requestVideoFrameCallback" in video)) {
    (video as HTMLVideoElement).onloadeddata = then;
    return () => {
      (video as HTMLVideoElement).onloadeddata = null;
    };
  }
  let handle = 0;
  const look = (_: number, frame: Frame): void => {
    if (frame.rtpTimestamp === undefined || reached(frame.rtpTimestamp, from)) then();
    else handle = video.requestVideoFrameCallback(look);
  };
  handle = video.requestVideoFrameCallback(look);
  return () => video.cancelVideoFrameCallback(handle);
}
