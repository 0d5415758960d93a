// Somebody at a browser: they find things by their accessible names, and press them for real.
import type { Browser, ElementHandle, EvaluateFunc, Page } from "puppeteer-core";

/**
 * How long anything at all may take to appear, in milliseconds: far more than it should, so that only its absence
 * fails. Where a dozen browsers share a machine each waits for the others.
 */
const patience = Number(process.env.PATIENCE ?? 20_000);

/** How long to wait before looking again, in milliseconds. */
const pause = 50;

export class Actor {
  readonly browser: Browser;
  readonly page: Page;
  readonly origin: string;

  constructor(browser: Browser, page: Page, origin: string) {
    this.browser = browser;
    this.page = page;
    this.origin = origin;
    page.setDefaultTimeout(patience);
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(this.origin + path);
  }

  /** find waits for something of a role and a name that can be seen. */
  async find(role: string, name: string): Promise<ElementHandle<Element>> {
    return this.#patiently(`no ${role} « ${name} »`, () => this.#seen(role, name));
  }

  /** press clicks a button, as a mouse does. */
  async press(name: string): Promise<void> {
    await this.#patiently(`« ${name} » cannot be pressed`, () => this.#click("button", name));
  }

  /** tick presses a box, whose words are what can be seen of it. */
  async tick(name: string): Promise<void> {
    await this.#patiently(`« ${name} » cannot be ticked`, () => this.#click("checkbox", name));
  }

  /** follow presses a link and waits for the page it leads to. */
  async follow(name: string | RegExp): Promise<void> {
    const named = typeof name === "string" ? `^${literal(name)}` : name.source;
    const links = await this.page.$$("main a[href]");
    for (const link of links) {
      const words = await link.evaluate((a) => a.getAttribute("aria-label") ?? a.textContent ?? "");
      if (!new RegExp(named).test(words.trim())) continue;
      await Promise.all([this.page.waitForNavigation(), link.click()]);
      return;
    }
    await this.#explain(`no link « ${name} »`)(undefined);
  }

  /** write types into the field of a label. */
  async write(label: string, text: string): Promise<void> {
    const find = (words: string) =>
      [...document.querySelectorAll("label")].find((l) => l.textContent === words)?.control;
    await this.until(find, `no field « ${label} »`, label);
    const field = await this.page.evaluateHandle(find, label);
    await field.asElement()?.focus();
    await this.page.keyboard.type(text);
  }

  /** reads waits until the page's words match. */
  async reads(words: RegExp | string): Promise<void> {
    const [source, flags] = words instanceof RegExp ? [words.source, words.flags] : [literal(words), ""];
    await this.until(
      // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen is read.
      (s: string, f: string) => new RegExp(s, f).test((document.querySelector("main") ?? document.body).innerText),
      `the page never says ${words}`,
      source,
      flags,
    );
  }

  /** announces waits until a screen reader has been told something (WCAG 2.2, 4.1.3). */
  async announces(words: string): Promise<void> {
    await this.until(
      (said: string) =>
        [...document.querySelectorAll("[role=status]")].some((s) =>
          s.textContent?.replaceAll(/\s/g, " ").includes(said),
        ),
      `nothing announces « ${words} »`,
      words,
    );
  }

  /** heading waits for a heading that matches. */
  async heading(words: RegExp): Promise<void> {
    await this.until(
      (s: string) => [...document.querySelectorAll("h1, h2")].some((h) => new RegExp(s).test(h.textContent ?? "")),
      `no heading says ${words}`,
      words.source,
    );
  }

  /** has says whether something of a role and a name is there now. */
  async has(role: string, name: string): Promise<boolean> {
    return (await this.page.$(byName(role, name))) !== null;
  }

  /** until waits for a condition in the page; hidden pages are asked too. */
  async until<A extends unknown[]>(condition: EvaluateFunc<A>, otherwise: string, ...args: A): Promise<void> {
    await this.page
      .waitForFunction(condition, { polling: pause, timeout: patience }, ...args)
      .catch(this.#explain(otherwise));
  }

  /** words is all that the page says. */
  async words(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen is read.
    return this.page.evaluate(() => document.body.innerText);
  }

  /** #seen is something of a role and a name, if it can be seen now. */
  async #seen(role: string, name: string): Promise<ElementHandle<Element> | undefined> {
    const found = await this.page.$(byName(role, name));
    return found && (await found.isVisible()) ? found : undefined;
  }

  /** #click clicks what can be seen now, once it can be pressed and stands still; it tells whether it did. */
  async #click(role: string, name: string): Promise<boolean> {
    const found = await this.#seen(role, name);
    if (!found || !(await found.evaluate(still))) return false;
    await found.click();
    return true;
  }

  /**
   * #patiently tries until there is an answer. The browser's own tree of names
   * is asked from here, now and then: asked by the page, at each of its frames,
   * it would keep the browser busy with nothing else.
   */
  async #patiently<T>(otherwise: string, attempt: () => Promise<T | undefined | false>): Promise<T> {
    const end = Date.now() + patience;
    let cause: unknown;
    while (Date.now() < end) {
      try {
        const found = await attempt();
        if (found) return found;
      } catch (error) {
        // A page that is being left cannot be asked.
        cause = error;
      }
      await new Promise((next) => setTimeout(next, pause));
    }
    return this.#explain(otherwise)(cause);
  }

  /** #explain adds to what failed what the page says instead. */
  #explain(what: string): (cause: unknown) => Promise<never> {
    return async (cause) => {
      const words = await this.words().catch(() => "nothing: the page cannot be asked");
      throw new Error(`${what}. The page says:\n${words}`, { cause });
    };
  }

  /** animal is the pictogram's name, in the page's words. */
  async animal(names: readonly string[]): Promise<string> {
    const words = await this.words();
    const found = names.filter((name) => words.split("\n").some((line) => line.trim() === name));
    if (found.length !== 1) throw new Error(`one animal is not named, but ${found.length}:\n${words}`);
    return found[0] as string;
  }
}

/** literal makes a pattern of plain words: any white space matches any other, no-break spaces too. */
function literal(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
}

/** byName selects by the browser's own accessibility tree. */
function byName(role: string, name: string): string {
  return `aria/[name="${name}"][role="${role}"]`;
}

/** still tells whether something can be pressed and stays where it is for two frames. It runs in the page. */
async function still(element: Element): Promise<boolean> {
  if (element.hasAttribute("disabled")) return false;
  const before = element.getBoundingClientRect();
  await new Promise((next) => setTimeout(next, 34));
  const now = element.getBoundingClientRect();
  return before.x === now.x && before.y === now.y && before.width === now.width && before.height === now.height;
}
