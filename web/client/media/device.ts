// What the person sits at, so that the one who helps can say the right words.
import type { Device, DeviceKind } from "../protocol.gen";

/** OwnKind is the kind of this device: a page always knows its own. */
export type OwnKind = Exclude<DeviceKind, "unknown">;

/** Clues is what a browser tells about itself. */
export interface Clues {
  readonly userAgent: string;
  /** User-Agent Client Hints: the brands and the platform, where the browser gives them. */
  readonly brands?: readonly string[];
  readonly platform?: string;
  /** navigator.maxTouchPoints: an iPad says that it is a Mac, but no Mac has a touch screen. */
  readonly touchPoints: number;
}

/** detect reads the clues; what cannot be told is "". */
export function detect(clues: Clues, can: Pick<Device, "canShow" | "canFilm">): Device & { kind: OwnKind } {
  return { kind: kind(clues), system: system(clues), browser: browser(clues), ...can };
}

/** clues reads this browser's own. */
export function clues(): Clues {
  const hints = (navigator as { userAgentData?: { brands: { brand: string }[]; platform: string } }).userAgentData;
  return {
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    ...(hints && { brands: hints.brands.map(({ brand }) => brand), platform: hints.platform }),
  };
}

/** The first that matches wins: later ones also claim to be earlier ones' forebears. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?(iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

function browser({ userAgent, brands = [] }: Clues): string {
  if (brands.includes("Microsoft Edge")) return "Edge";
  if (brands.includes("Opera")) return "Opera";
  return browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "";
}

function system(given: Clues): string {
  const { userAgent, platform = "" } = given;
  if (/iPhone|iPod|iPad/.test(userAgent) || disguisedTablet(given)) return "iOS";
  if (/Android/.test(userAgent) || platform === "Android") return "Android";
  if (/Windows/.test(userAgent)) return "Windows";
  if (/CrOS/.test(userAgent)) return "ChromeOS";
  if (/Macintosh|Mac OS X/.test(userAgent)) return "macOS";
  return /Linux|X11/.test(userAgent) ? "Linux" : "";
}

function kind(given: Clues): OwnKind {
  const { userAgent } = given;
  if (/iPad/.test(userAgent) || disguisedTablet(given)) return "tablet";
  if (/iPhone|iPod/.test(userAgent)) return "phone";
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? "phone" : "tablet";
  return /\bMobile\b/.test(userAgent) ? "phone" : "computer";
}

function disguisedTablet({ userAgent, touchPoints }: Clues): boolean {
  return /Macintosh/.test(userAgent) && touchPoints > 1;
}
