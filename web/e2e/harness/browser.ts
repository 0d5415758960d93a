// Real browsers, each with a new empty profile, in French.
import { existsSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, launch } from "puppeteer-core";
import type { Display } from "./display";
import type { Place } from "./place";
import { run } from "./processes";

export type Family = "chromium" | "firefox";

export interface Setting {
  readonly family: Family;
  readonly place: Place;
  /** Where its windows are, and what it can show; none: it has no windows. */
  readonly display?: Display | undefined;
  readonly width?: number;
  readonly height?: number;
  /** How many of the display's pixels a CSS pixel is wide; Chromium only. */
  readonly density?: number | undefined;
  /** How many pictures a second its camera gives, fewer where many browsers share a machine; Chromium only. */
  readonly pictures?: number | undefined;
}

const within = fileURLToPath(new URL("within.sh", import.meta.url));
/** How long a browser may take to answer anything, in milliseconds: a step that hangs is told as one, before its test ends. */
const protocolTimeout = 60_000;
const binaries = { chromium: "chromium", firefox: "firefox-esr" };
let ports = 9300;

/** open starts a browser; whoever opens it closes it. */
export async function open(setting: Setting): Promise<Browser> {
  return setting.family === "chromium" ? chromium(setting) : firefox(setting);
}

function size({ width = 1280, height = 720 }: Setting): { width: number; height: number } {
  return { width, height };
}

function environment({ family, place, display }: Setting): Record<string, string | undefined> {
  return {
    ...process.env,
    PLACE: place.name,
    BROWSER: binaries[family],
    DISPLAY: display?.name,
    LANGUAGE: "fr",
    LANG: "C.UTF-8",
  };
}

async function chromium(setting: Setting): Promise<Browser> {
  const { width, height } = size(setting);
  const browser = await launch({
    browser: "chrome",
    executablePath: within,
    env: environment(setting),
    headless: !setting.display,
    pipe: true,
    protocolTimeout,
    defaultViewport: null,
    // A bar that says the browser is automated would stand in every window, and nobody has it.
    ignoreDefaultArgs: ["--enable-automation"],
    args: [
      ...["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
      ...["--lang=fr", "--accept-lang=fr-FR,fr", `--force-device-scale-factor=${setting.density ?? 1}`],
      `--use-fake-device-for-media-stream=fps=${setting.pictures ?? 20}`,
      // The fake window that answers every question would show a made-up screen.
      ...(setting.display
        ? ["--auto-accept-camera-and-microphone-capture", "--auto-select-desktop-capture-source=Entire screen"]
        : ["--use-fake-ui-for-media-stream", `--window-size=${width},${height}`]),
    ],
  });
  const density = setting.density ?? 1;
  if (setting.display) await fill(browser, { width: width / density, height: height / density });
  return browser;
}

/** fill makes the first window fill the display; as a flag it would hold for the companion's window too. */
async function fill(browser: Browser, size: { width: number; height: number }): Promise<void> {
  const [page] = await browser.pages();
  const session = await page?.createCDPSession();
  if (!session) throw new Error("the browser opened without a window");
  const { windowId } = await session.send("Browser.getWindowForTarget");
  await session.send("Browser.setWindowBounds", { windowId, bounds: { left: 0, top: 0, ...size } });
  await session.detach();
}

async function firefox(setting: Setting): Promise<Browser> {
  const { width, height } = size(setting);
  const port = ++ports;
  // The driver's own line to the browser must outlive every fault of the network.
  const path = join(tmpdir(), `firefox-${process.pid}-${port}.sock`);
  await setting.place.expose(port, path);
  const line = createServer((near) => {
    const far = connect(path);
    near.pipe(far).pipe(near);
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
  });
  await new Promise<void>((resolve) => line.listen(port, "127.0.0.1", resolve));
  const browser = await launch({
    browser: "firefox",
    executablePath: within,
    env: environment(setting),
    headless: !setting.display,
    debuggingPort: port,
    protocolTimeout,
    defaultViewport: null,
    userDataDir: await profile(),
    args: ["--width", String(width), "--height", String(height)],
    extraPrefsFirefox: {
      "intl.accept_languages": "fr-FR, fr",
      "intl.locale.requested": "fr",
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
    },
  });
  browser.once("disconnected", () => line.close());
  return browser;
}

/** Where the first Firefox of a run leaves what it compiled. */
const compiled = join(tmpdir(), "firefox-compiled");

/**
 * profile is a new profile of Firefox, with nothing in it but what Firefox
 * compiles of itself at its first start, which takes it longer than all else.
 */
async function profile(): Promise<string> {
  if (!existsSync(compiled)) {
    const executablePath = (await run("which", binaries.firefox)).trim();
    await (await launch({ browser: "firefox", executablePath, userDataDir: compiled, protocolTimeout })).close();
  }
  const made = await mkdtemp(join(tmpdir(), "firefox-"));
  for (const part of ["startupCache", "compatibility.ini"]) {
    await cp(join(compiled, part), join(made, part), { recursive: true });
  }
  return made;
}
