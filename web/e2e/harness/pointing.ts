// A place on the person's screen, and where it is seen: a square of one colour
// on their page, and the mark that is put on it. Colours are looked for in
// pixels, of whichever window they were drawn in.
import type { Page } from "puppeteer-core";
import type { Mediator } from "./mediator";
import type { Person } from "./person";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Found is what is seen in a picture, as shares of its width and height. */
export interface Found {
  readonly square: Point | undefined;
  readonly ring: Point | undefined;
}

/** target puts the square on the person's page, at a share of its width and height. */
export async function target({ page }: Person, at: Point): Promise<void> {
  await page.evaluate(({ x, y }) => {
    const square = document.querySelector<HTMLElement>("#target") ?? document.createElement("div");
    square.id = "target";
    square.setAttribute("aria-hidden", "true");
    Object.assign(square.style, {
      position: "fixed",
      zIndex: "9998",
      pointerEvents: "none",
      width: "44px",
      height: "44px",
      background: "#00ffff",
      left: `${x * innerWidth - 22}px`,
      top: `${y * innerHeight - 22}px`,
    });
    document.documentElement.append(square);
  }, at);
}

/** companion is the window that floats, a page of its own to the browser. */
export async function companion({ browser, page }: Person): Promise<Page> {
  const other = () =>
    browser.pages(true).then((pages) => pages.find((each) => each !== page && each.url() === "about:blank"));
  for (let tries = 0; tries < 200; tries++) {
    const found = await other().catch(() => undefined);
    if (found) return found;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error("no companion opens");
}

/** aims waits until the mediator sees the square where it was not yet aimed at, brings it in sight, and gives where it is in their window. */
export async function aims(mediator: Mediator): Promise<Point> {
  const aim = (): Point | undefined => {
    const frame = document.querySelector<HTMLElement>(".frame");
    const video = frame?.querySelector("video");
    if (!frame || !video || video.videoWidth === 0) return undefined;
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const brush = canvas.getContext("2d");
    brush?.drawImage(video, 0, 0);
    const { data = new Uint8ClampedArray() } = brush?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    const xs: number[] = [];
    const ys: number[] = [];
    for (let i = 0; i < data.length; i += 4) {
      if ((data[i] ?? 255) < 90 && (data[i + 1] ?? 0) > 180 && (data[i + 2] ?? 0) > 180) {
        xs.push((i / 4) % canvas.width);
        ys.push(Math.floor(i / 4 / canvas.width));
      }
    }
    if (xs.length < 300) return undefined;
    // The companion has it too, but smaller: the middle one of all pixels is in the square itself.
    const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
    const found = [middle(xs), middle(ys)] as const;
    const [beforeX = 0, beforeY = 0] = (frame.dataset.aimed ?? "-100 -100").split(" ").map(Number);
    // It was moved, and the picture of that is on its way.
    if (Math.hypot(found[0] - beforeX, found[1] - beforeY) < 30) return undefined;
    frame.dataset.aimed = found.join(" ");
    return { x: found[0], y: found[1] };
  };
  const handle = await mediator.page.waitForFunction(aim, { polling: 50 });
  const aimed = (await handle.jsonValue()) as Point;
  // The page may still be settling: what comes above the picture moves it.
  const settled = await mediator.page.waitForFunction(settle, { polling: 200 }, aimed);
  return (await settled.jsonValue()) as Point;
}

/** settle brings a pixel of the picture in sight and gives where it is in the window, once it is there for the second time. It runs in the page. */
function settle(pixel: Point): Point | undefined {
  const frame = document.querySelector<HTMLElement>(".frame");
  const video = frame?.querySelector("video");
  if (!frame || !video) return undefined;
  const scale = Math.min(video.clientWidth / video.videoWidth, video.clientHeight / video.videoHeight);
  const at = (): Point => {
    const box = video.getBoundingClientRect();
    const left = box.left + (box.width - video.videoWidth * scale) / 2;
    const top = box.top + (box.height - video.videoHeight * scale) / 2;
    return { x: left + (pixel.x + 0.5) * scale, y: top + (pixel.y + 0.5) * scale };
  };
  const seen = frame.getBoundingClientRect();
  const { x, y } = at();
  frame.scrollBy(x - (seen.left + seen.width / 2), y - (seen.top + seen.height / 2));
  const now = at();
  const before = frame.dataset.settled;
  frame.dataset.settled = `${now.x} ${now.y}`;
  return before === frame.dataset.settled ? now : undefined;
}

/** look finds the square and the ring in a picture (a data: address), by their colours; it is read in any page. */
export async function look(reader: Page, picture: string): Promise<Found> {
  return reader.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const brush = canvas.getContext("2d");
    brush?.drawImage(image, 0, 0);
    const { data = new Uint8ClampedArray() } = brush?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    // The middle one of all pixels: a few of the same colour elsewhere, of the browser's own signs, do not move it.
    const middle = (is: (r: number, g: number, b: number) => boolean) => {
      const xs: number[] = [];
      const ys: number[] = [];
      for (let i = 0; i < data.length; i += 4) {
        if (!is(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0)) continue;
        xs.push((i / 4) % canvas.width);
        ys.push(Math.floor(i / 4 / canvas.width));
      }
      const [x, y] = [xs, ys].map((values) => values.sort((a, b) => a - b)[values.length >> 1]);
      if (x === undefined || y === undefined) return undefined;
      return { x: (x + 0.5) / canvas.width, y: (y + 0.5) / canvas.height };
    };
    return {
      square: middle((r, g, b) => r < 90 && g > 180 && b > 180),
      // Closely: the sign of sharing in Firefox’s address bar is red too.
      ring: middle((r, g, b) => r > 180 && g < 60 && b > 100 && b < 190),
    };
  }, picture);
}

/** pixels is a window, or a part of it, as a picture. */
export async function pixels(page: Page, selector: string): Promise<string> {
  const element = await page.$(selector);
  const shot = await (element ?? page).screenshot({ encoding: "base64" });
  return `data:image/png;base64,${shot}`;
}

/** until looks again until what is found is right, and says what was found last if it never is. */
export async function until(find: () => Promise<Found>, right: (found: Found) => boolean, what: string): Promise<void> {
  const end = Date.now() + 15_000;
  let found: Found | undefined;
  while (Date.now() < end) {
    found = await find();
    if (right(found)) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`${what}; found: ${JSON.stringify(found)}`);
}

/** ringed says whether the ring lies on the square, within 3 % of the picture's sides. */
export function ringed({ square, ring }: Found): boolean {
  return (
    square !== undefined &&
    ring !== undefined &&
    Math.abs(square.x - ring.x) < 0.03 &&
    Math.abs(square.y - ring.y) < 0.03
  );
}
