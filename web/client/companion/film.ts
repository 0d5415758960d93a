// The companion as a picture that floats, where the browser has no window that
// does (W3C Picture-in-Picture): the same miniature, drawn into a video. It has
// no buttons of ours: the page, or whoever helps, puts the screen on pause.
import { effect } from "@preact/signals";
import type { Station } from "../connection/station";
import { markScale } from "../pointing/drawing";
import type { Box } from "../pointing/geometry";
import { say } from "../words";
import type { Opened } from "./companion";
import { broken } from "./lines";
import { Miniature } from "./miniature";

/** The picture, in pixels: the screen, and below it what was last written. */
const width = 640;
const height = 460;
const screen: Box = { left: 0, top: 0, width, height: 360 };
const margin = 16;
const line = 36;

/** What makes a track of frames, and needs no page that is seen (W3C mediacapture-transform, as Chromium has it). */
type Generator = new (init: { kind: "video" }) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };

export async function openFilm(seat: Station, closed: () => void): Promise<Opened> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext("2d", { alpha: false });
  if (!brush) throw new Error("no canvas");
  const { track, show } = film(canvas);
  const video = document.createElement("video");
  video.muted = video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Only a video of the page may float; nobody sees it there.
  video.className = "visually-hidden";
  video.setAttribute("aria-hidden", "true");
  document.body.append(video);

  const write = (): void => {
    const words = seat.lastWords() || say("companion.name", { name: seat.helping.value?.firstName ?? "" });
    below(brush, seat.screen.state.value.state === "showing" ? words : say("room.paused"));
    show();
  };
  const ground = {
    window,
    begin: () => {
      brush.fillStyle = "#1d2530";
      brush.fillRect(screen.left, screen.top, screen.width, screen.height);
      return { brush, box: screen, scale: markScale(width) };
    },
    done: show,
    // The browser does not tell where it floats.
    own: () => undefined,
  };
  // A hidden page has no frames to glide with.
  const miniature = new Miniature(seat, ground, false);
  const stop = effect(write);
  const end = (): void => {
    stop();
    miniature.close();
    track.stop();
    video.remove();
  };
  try {
    await video.play();
    await video.requestPictureInPicture();
  } catch (error) {
    end();
    throw error;
  }
  const left = (): void => {
    end();
    closed();
  };
  video.addEventListener("leavepictureinpicture", left, { once: true });
  return { kind: "picture", close: () => void document.exitPictureInPicture().catch(() => {}) };
}

/** film makes a track of a canvas; show puts what is on it before the viewer. */
function film(canvas: HTMLCanvasElement): { track: MediaStreamTrack; show: () => void } {
  const Generator = (globalThis as { MediaStreamTrackGenerator?: Generator }).MediaStreamTrackGenerator;
  if (Generator && typeof VideoFrame !== "undefined") {
    const track = new Generator({ kind: "video" });
    const writer = track.writable.getWriter();
    const show = (): void => {
      const frame = new VideoFrame(canvas, { timestamp: Math.round(performance.now() * 1000) });
      // Once the track has ended nobody takes it any more.
      writer.write(frame).catch(() => frame.close());
    };
    return { track, show };
  }
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) throw new Error("a canvas gives no video here");
  // It follows the canvas by itself.
  return { track, show: () => {} };
}

/** below writes words under the screen, in as many lines as there is room for; the last ones count. */
function below(brush: CanvasRenderingContext2D, words: string): void {
  brush.fillStyle = "#fbf6ee";
  brush.fillRect(0, screen.height, width, height - screen.height);
  brush.fillStyle = "#1d2530";
  brush.font = '700 28px "Atkinson Hyperlegible", Verdana, sans-serif';
  brush.textBaseline = "top";
  const lines = broken(words, (text) => brush.measureText(text).width <= width - 2 * margin).slice(-2);
  lines.forEach((text, n) => {
    brush.fillText(text, margin, screen.height + margin + n * line);
  });
}
