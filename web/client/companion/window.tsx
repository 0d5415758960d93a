// The companion as a window (WICG Document Picture-in-Picture).
import { render } from "preact";
import type { Station } from "../connection/station";
import { Contents } from "./Contents";
import type { Opened } from "./companion";

/** Small enough to leave a screen of 1366 × 768 to what one does there; in CSS pixels. */
const small = { width: 330, height: 350 };

interface Windows {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

/** windows is how a window that stays in front is asked for, where the browser has them. */
export function windows(): Windows | undefined {
  return (globalThis as { documentPictureInPicture?: Windows }).documentPictureInPicture;
}

export async function openWindow(seat: Station, closed: () => void): Promise<Opened> {
  const opened = await windows()?.requestWindow(small);
  if (!opened) throw new Error("no window stays in front here");
  dress(opened.document);
  render(<Contents seat={seat} window={opened} small={small} />, opened.document.body);
  opened.addEventListener("pagehide", () => {
    render(null, opened.document.body);
    closed();
  });
  return { kind: "window", close: () => opened.close() };
}

/** dress gives a document the page's own styles, by their addresses: the policy forbids any that are written in. */
function dress(to: Document): void {
  const { documentElement: root, title } = document;
  to.documentElement.lang = root.lang;
  to.documentElement.className = "companion-root";
  to.title = title;
  for (const { href } of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const link = to.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    to.head.append(link);
  }
}
