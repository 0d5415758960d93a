// Reading a screen back, frame by frame, in the page of whoever looks at it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";

/** Sight is one frame that the page presented. */
export interface Sight {
  /** When, in Unix milliseconds. */
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** What its QR code says, "" where none is readable. */
  readonly code: string;
  /** The colours below it, left to right, as [red, green, blue]. */
  readonly colours: readonly (readonly number[])[];
  /** The counter, -1 where it is not readable. */
  readonly counter: number;
}

type Reader = (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string; location: Record<"topLeftCorner" | "topRightCorner", { x: number; y: number }> } | null;

declare global {
  interface Window {
    jsQR?: Reader;
    sights?: Sight[];
  }
}

/** watch makes the page keep what it sees of a screen in window.sights: of the one in the region or figure of that name. */
export async function watch(page: Page, name = "Écran de la personne"): Promise<void> {
  const reader = createRequire(import.meta.url).resolve("jsqr");
  await page.evaluate(await readFile(reader, "utf8"));
  await page.evaluate(look, name);
}

/** look follows every video in what has that name, those to come too. It runs in the page. */
function look(wanted: string): void {
  const sights: Sight[] = [];
  window.sights = sights;
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const read = window.jsQR;
  if (!brush || !read) throw new Error("no canvas or no reader");
  let found: { x: number; y: number; scale: number; code: string; width: number } | undefined;

  const pixel = (x: number, y: number): number[] => [...brush.getImageData(Math.round(x), Math.round(y), 1, 1).data];

  const counter = (x: number, y: number, scale: number): number => {
    const strip = brush.getImageData(Math.round(x), Math.round(y), Math.ceil(200 * scale), 1).data;
    let bits = 0;
    for (let bit = 0; bit < 20; bit++) {
      if ((strip[4 * Math.round((bit * 10 + 5) * scale)] ?? 255) < 128) bits |= 1 << bit;
    }
    const n = bits >> 4;
    return (bits & 15) === ((n ^ (n >> 4) ^ (n >> 8) ^ (n >> 12) ^ 10) & 15) ? n : -1;
  };

  /** search looks first where the pattern is painted: a page that shows itself shows a second one. */
  const search = (width: number, height: number) =>
    [Math.round(width / 3), width]
      .map((part) => read(brush.getImageData(0, 0, part, height).data, part, height))
      .find(Boolean);

  const see = (video: HTMLVideoElement): void => {
    const { videoWidth: width, videoHeight: height } = video;
    const at = performance.timeOrigin + performance.now();
    if (width === 0) return;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      found = undefined;
    }
    brush.drawImage(video, 0, 0);
    if (!found) {
      const seen = search(width, height);
      if (seen) {
        const { topLeftCorner: left, topRightCorner: right } = seen.location;
        found = { x: left.x, y: left.y, scale: (right.x - left.x) / 168, code: seen.data, width };
      }
    }
    const sight: Sight = { at, width, height, code: found?.code ?? "", colours: [], counter: -1 };
    if (!found) return void sights.push(sight);
    // The code's corner is 32 px from the pattern's own, both ways.
    const { scale } = found;
    const [x, y] = [found.x - 32 * scale, found.y - 32 * scale];
    const colours = [0, 1, 2, 3].map((n) => pixel(x + (32 + n * 56) * scale, y + 298 * scale).slice(0, 3));
    sights.push({ ...sight, colours, counter: counter(x + 16 * scale, y + 258 * scale, scale) });
  };

  const followed = new WeakSet<HTMLVideoElement>();
  const follow = (): void => {
    for (const region of document.querySelectorAll('section, figure, [role="region"]')) {
      const label = region.getAttribute("aria-labelledby");
      const name = label ? document.getElementById(label)?.textContent : region.getAttribute("aria-label");
      if (name?.trim() !== wanted) continue;
      for (const video of region.querySelectorAll("video")) {
        if (followed.has(video)) continue;
        followed.add(video);
        const next = (): void => {
          see(video);
          video.requestVideoFrameCallback(next);
        };
        video.requestVideoFrameCallback(next);
      }
    }
  };
  new MutationObserver(follow).observe(document, { childList: true, subtree: true });
  follow();
}
