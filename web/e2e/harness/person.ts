// The person who is helped.
import { type Browser, BrowserContext, type Page } from "puppeteer-core";
import { Actor } from "./actor";
import { colours, modules, paint } from "./pattern";

declare global {
  interface Window {
    /** How often this page asked the browser for a screen. */
    questions?: number;
  }
}

/** What a browser may lack, or refuse. */
export type Lack = "webrtc" | "screen" | "permission" | "microphone" | "companion" | "floating";

export class Person extends Actor {
  /** arrive opens a window in a browser, or in one that is shared, with nothing of what others have in it. */
  static async arrive(where: Browser | BrowserContext, origin: string, lacks: readonly Lack[] = []): Promise<Person> {
    const browser = where instanceof BrowserContext ? where.browser() : where;
    const page = await newPage(where);
    await page.evaluateOnNewDocument(count);
    await page.evaluateOnNewDocument(take, [...lacks]);
    return new Person(browser, page, origin);
  }

  /** knock types a code at the door. */
  async knock(code: string): Promise<void> {
    await this.visit("/");
    await this.write("Votre code", code);
    await this.press("Continuer");
  }

  async waits(): Promise<void> {
    await this.heading(/va vous faire entrer$/);
  }

  /** isIn waits until they are let in. */
  async isIn(): Promise<void> {
    await this.find("button", "Quitter l’aide");
  }

  /** paint puts the pattern on their screen. */
  async paint(): Promise<void> {
    await this.page.evaluate(paint, modules, colours);
  }

  async shows(): Promise<void> {
    await this.press("Montrer mon écran");
    await this.find("button", "Pause");
  }

  /** painted is the counter as it stands now. */
  async painted(): Promise<number> {
    return this.page.evaluate(() => window.painted ?? -1);
  }

  /** pressed is the latest press, with the counter at that moment. */
  async pressed(): Promise<{ name: string; painted: number }> {
    return this.page.evaluate(() => window.pressed ?? { name: "", painted: -1 });
  }

  /** questions is how often this page, since it was loaded, asked for a screen. */
  async questions(): Promise<number> {
    return this.page.evaluate(() => window.questions ?? 0);
  }
}

/** newPage is the window a browser opens with. */
export async function newPage(browser: Browser | BrowserContext): Promise<Page> {
  const [first] = await browser.pages();
  return first ?? browser.newPage();
}

/** count runs in every page before its own scripts. */
function count(): void {
  window.questions = 0;
  const devices = navigator.mediaDevices;
  if (!devices?.getDisplayMedia) return;
  const ask = devices.getDisplayMedia.bind(devices);
  devices.getDisplayMedia = (options) => {
    window.questions = (window.questions ?? 0) + 1;
    return ask(options);
  };
}

/** take takes from a browser what others lack, before the page's own scripts. */
function take(lacks: Lack[]): void {
  if (lacks.includes("webrtc")) Reflect.deleteProperty(window, "RTCPeerConnection");
  if (lacks.includes("screen")) {
    Reflect.deleteProperty(navigator.mediaDevices, "getDisplayMedia");
    Reflect.deleteProperty(MediaDevices.prototype, "getDisplayMedia");
  }
  // Without windows that float there may still be pictures that do.
  if (lacks.includes("companion") || lacks.includes("floating")) {
    Reflect.deleteProperty(window, "documentPictureInPicture");
  }
  if (lacks.includes("floating")) {
    Object.defineProperty(Document.prototype, "pictureInPictureEnabled", { get: () => false });
  }
  const refuses = () => Promise.reject(new DOMException("Permission denied by user", "NotAllowedError"));
  if (lacks.includes("permission")) navigator.mediaDevices.getDisplayMedia = refuses;
  if (lacks.includes("microphone")) navigator.mediaDevices.getUserMedia = refuses;
}
