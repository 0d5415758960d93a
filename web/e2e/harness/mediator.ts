// The mediator, who helps.
import type { Browser, Page } from "puppeteer-core";
import { Actor } from "./actor";
import { newPage } from "./person";
import { philippe, type Server } from "./server";
import { type Sight, watch } from "./watch";

export class Mediator extends Actor {
  readonly #server: Server;

  private constructor(browser: Browser, page: Page, server: Server) {
    super(browser, page, server.origin);
    this.#server = server;
  }

  static async arrive(browser: Browser, server: Server): Promise<Mediator> {
    return new Mediator(browser, await newPage(browser), server);
  }

  async signIn(password = philippe.password): Promise<void> {
    await this.visit("/espace/connexion");
    await this.write("Adresse électronique", philippe.email);
    await this.write("Mot de passe", password);
    await this.press("Se connecter");
  }

  /** invite begins a new help and gives its code. */
  async invite(): Promise<string> {
    await this.press("Nouvelle aide");
    return this.code();
  }

  /** code is what stands in the region « Code à dire ». */
  async code(): Promise<string> {
    const region = await this.find("region", "Code à dire");
    const output = await region.waitForSelector("output[data-code]");
    const code = (await output?.evaluate((o) => o.getAttribute("data-code"))) ?? "";
    const spoken = (await output?.evaluate((o) => o.textContent)) ?? "";
    if (spoken.replace(/\D/g, "") !== code) throw new Error(`the digits shown, ${spoken}, are not the code, ${code}`);
    this.#server.secrets.add(code).add(spoken);
    return code;
  }

  async knocked(): Promise<void> {
    await this.find("button", "Faire entrer");
  }

  async admits(): Promise<void> {
    await this.press("Faire entrer");
    await this.find("button", "Terminer l’aide");
  }

  /** watches begins to keep what is seen of the person's screen. */
  async watches(): Promise<void> {
    await watch(this.page);
  }

  /** sights are all the frames seen since the last question. */
  async sights(): Promise<Sight[]> {
    return this.page.evaluate(() => window.sights?.splice(0) ?? []);
  }

  /** sees waits for a frame whose counter reached a number, or any readable frame, and gives it. */
  async sees(counter = 0): Promise<Sight> {
    await this.until(
      (least: number) => window.sights?.some((sight) => sight.counter >= least),
      `no frame was seen whose counter reached ${counter}`,
      counter,
    ).catch(async (error: Error) => {
      const last = (await this.sights()).slice(-5).map((sight) => JSON.stringify(sight));
      throw new Error(`${error.message}\nThe last frames:\n${last.join("\n")}`, { cause: error.cause });
    });
    const seen = (await this.sights()).filter((sight) => sight.counter >= counter);
    return seen[0] as Sight;
  }

  /** pictured says whether a picture of the screen can be seen now. */
  async pictured(): Promise<boolean> {
    const region = await this.find("region", "Écran de la personne");
    return region.evaluate((r) => [...r.querySelectorAll("video")].some((v) => v.checkVisibility()));
  }
}
