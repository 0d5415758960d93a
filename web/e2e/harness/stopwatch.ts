// Moments, as the pages themselves see them, in Unix milliseconds: all browsers
// here share one machine's clock.
import type { Page } from "puppeteer-core";
import type { Mediator } from "./mediator";
import type { Person } from "./person";

declare global {
  interface Window {
    /** When the person's browser gave the screen that was chosen. */
    chosenAt?: number;
    /** When each frame of any video was presented in the person's page. */
    presented?: number[];
    /** The frames of the screen in the mediator's page: when, and how near to what is shown, in dB. */
    likenesses?: { at: number; decibels: number }[] | undefined;
  }
}

/** notePresses keeps the moment of the latest press, across the loading of a page. */
export async function notePresses(page: Page): Promise<void> {
  const note = (): void => {
    const keep = () => sessionStorage.setItem("pressedAt", String(performance.timeOrigin + performance.now()));
    addEventListener("click", keep, { capture: true });
  };
  await page.evaluateOnNewDocument(note);
  if (page.url().startsWith("http")) await page.evaluate(note);
}

/** noteWaiting keeps, in the person's pages, when they wait, when a screen is chosen, and when frames are presented. */
export async function noteWaiting(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const now = () => performance.timeOrigin + performance.now();
    const presented: number[] = [];
    window.presented = presented;
    const followed = new WeakSet<HTMLVideoElement>();
    const look = (): void => {
      const waits = /va vous faire entrer$/.test(document.querySelector("h1")?.textContent ?? "");
      if (waits && !sessionStorage.getItem("waitingAt")) sessionStorage.setItem("waitingAt", String(now()));
      for (const video of document.querySelectorAll("video")) {
        if (followed.has(video)) continue;
        followed.add(video);
        const next = (): void => {
          presented.push(now());
          video.requestVideoFrameCallback(next);
        };
        video.requestVideoFrameCallback(next);
      }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
    if (location.pathname === "/") sessionStorage.removeItem("waitingAt");
    const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await ask(options);
      window.chosenAt = now();
      return stream;
    };
  });
}

export async function pressed(page: Page): Promise<number> {
  return page.evaluate(() => Number(sessionStorage.getItem("pressedAt")));
}

export async function waiting(page: Page): Promise<number> {
  const at = await page.waitForFunction(() => Number(sessionStorage.getItem("waitingAt")), { polling: 50 });
  return at.jsonValue();
}

/** firstFace is when the first frame since a moment was presented to the person. */
export async function firstFace({ page }: Person, since: number): Promise<number> {
  const first = (from: number) => window.presented?.find((at) => at >= from);
  const at = await page.waitForFunction(first, { polling: 50 }, since);
  return (await at.jsonValue()) as number;
}

export async function chosen({ page }: Person): Promise<number> {
  const at = await page.waitForFunction(() => window.chosenAt, { polling: 50 });
  return (await at.jsonValue()) as number;
}

/**
 * The rows of the screen that are compared: browsers put words of their own at
 * its edges, and comparing more would slow down what is measured.
 */
const part = { top: 400, bottom: 600 };

/** picture is what the person's whole screen looks like with the text on it, before anybody is shown it. */
export async function picture(person: Person): Promise<string> {
  await person.visit("/");
  await person.page.evaluate(cover);
  return person.page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
    const video = document.createElement("video");
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    if (!brush) throw new Error("no canvas");
    // The browser's own window fades away slowly: the picture is taken once it holds still on white.
    let before = "";
    for (let still = 0; still < 10; ) {
      await new Promise((next) => setTimeout(next, 100));
      brush.drawImage(video, 0, 0);
      const white = (brush.getImageData(3, canvas.height / 2, 1, 1).data[0] ?? 0) >= 250;
      const now = brush.getImageData(0, canvas.height / 2, canvas.width, 1).data.join();
      still = white && now === before ? still + 1 : 0;
      before = now;
    }
    for (const track of stream.getTracks()) track.stop();
    return canvas.toDataURL("image/png");
  });
}

/** reading is when the first frame, and the first sharp one, was presented to the mediator. */
interface Reading {
  readonly first: number;
  readonly sharp: number;
}

/**
 * reading covers the person's screen with a dense page of text and has the
 * mediator's page compare what it sees with a picture of it. What it gives
 * waits for what is seen from a moment on.
 */
export async function reading(
  person: Person,
  mediator: Mediator,
  truth: string,
): Promise<(since: number) => Promise<Reading>> {
  await person.page.evaluate(cover);
  await mediator.page.evaluate(compare, truth, part.top, part.bottom);
  return async (since) => {
    const times = (from: number) => {
      const seen = window.likenesses?.filter(({ at }) => at >= from) ?? [];
      const sharp = seen.find(({ decibels }) => decibels >= 30);
      return sharp && { first: seen[0]?.at ?? 0, sharp: sharp.at };
    };
    const handle = await mediator.page.waitForFunction(times, { polling: 50 }, since).catch(async (error: Error) => {
      const last = await mediator.page.evaluate(() => window.likenesses?.slice(-1)[0]?.decibels);
      throw new Error(`the text never becomes sharp: at last ${last} dB`, { cause: error });
    });
    const read = (await handle.jsonValue()) as Reading;
    // Comparing takes a good part of the machine, and other delays are measured after this one.
    await mediator.page.evaluate(() => {
      window.likenesses = undefined;
    });
    return read;
  };
}

/** cover lays the text over the whole window. It runs in the page. */
function cover(): void {
  const page = document.createElement("div");
  Object.assign(page.style, {
    position: "fixed",
    inset: "0",
    zIndex: "9999",
    overflow: "hidden",
    pointerEvents: "none",
    background: "#fff",
    color: "#000",
    font: "15px/20px serif",
    padding: "8px",
    columns: "4",
  });
  page.setAttribute("aria-hidden", "true");
  const words =
    "Pour joindre le service, prenez votre dernier courrier et lisez le numéro de dossier en haut à droite.";
  page.textContent = Array.from({ length: 220 }, (_, n) => `${n * 7919} ${words}`).join(" ");
  document.documentElement.style.overflow = "hidden"; // a scrollbar would set the text anew
  document.documentElement.append(page);
}

/** compare measures every frame of the screen against a picture of it (luma, every third pixel). It runs in the page. */
async function compare(truth: string, top: number, bottom: number): Promise<void> {
  const likenesses: { at: number; decibels: number }[] = [];
  window.likenesses = likenesses;
  const image = new Image();
  image.src = truth;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = bottom - top;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (!brush) throw new Error("no canvas");
  const luma = (source: CanvasImageSource, width: number): Float32Array => {
    const scale = width / image.width; // a first picture may be smaller
    brush.drawImage(source, 0, top * scale, width, canvas.height * scale, 0, 0, canvas.width, canvas.height);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    const levels = new Float32Array(Math.floor(data.length / 12));
    for (let i = 0; i < levels.length; i++) {
      const [r = 0, g = 0, b = 0] = [data[i * 12], data[i * 12 + 1], data[i * 12 + 2]];
      levels[i] = 0.299 * r + 0.587 * g + 0.114 * b;
    }
    return levels;
  };
  const shown = luma(image, image.width);
  const see = (video: HTMLVideoElement): void => {
    const at = performance.timeOrigin + performance.now();
    const seen = luma(video, video.videoWidth);
    let sum = 0;
    for (let i = 0; i < seen.length; i++) sum += ((seen[i] ?? 0) - (shown[i] ?? 0)) ** 2;
    likenesses.push({ at, decibels: 10 * Math.log10((255 * 255 * seen.length) / Math.max(sum, 1)) });
  };
  const followed = new WeakSet<HTMLVideoElement>();
  const follow = (): void => {
    for (const video of document.querySelectorAll<HTMLVideoElement>('[aria-label="Écran de la personne"] video')) {
      if (followed.has(video)) continue;
      followed.add(video);
      const next = (): void => {
        if (window.likenesses !== likenesses) return;
        see(video);
        video.requestVideoFrameCallback(next);
      };
      video.requestVideoFrameCallback(next);
    }
  };
  new MutationObserver(follow).observe(document, { childList: true, subtree: true });
  follow();
}

/** frameRate is how many frames of somebody's picture are presented each second, over two hundred of them. */
export async function frameRate({ page }: Person | Mediator, label: string): Promise<number> {
  await page.waitForFunction(
    (name) => [...document.querySelectorAll("video")].some((v) => v.ariaLabel === name && v.checkVisibility()),
    {},
    label,
  );
  return page.evaluate(async (name) => {
    const video = [...document.querySelectorAll("video")].find((v) => v.ariaLabel === name);
    if (!video) throw new Error(`no picture is named ${name}`);
    const next = () =>
      new Promise<number>((done) => video.requestVideoFrameCallback((_, f) => done(f.presentedFrames)));
    const [first, since] = [await next(), performance.now()];
    let last = first;
    while (last - first < 200) last = await next();
    return (1000 * (last - first)) / (performance.now() - since);
  }, label);
}
