// Saying that something is there to somebody who looks at another window, where
// nothing floats: the page's title (see room/Live), its icon, and a discreet sound.
import { useEffect } from "preact/hooks";
import type { Station } from "../connection/station";
import { chime } from "./chime";
import { companionOf, shows } from "./companion";

/** pointedAt says whether something is pointed at or marked on one's screen. */
export function pointedAt(seat: Station): boolean {
  return seat.marks.value.length > 0 || seat.pointing.pointers.value.size > 0;
}

/** unseen says that something is shown where only the page can show it. */
export function unseen(seat: Station): boolean {
  const floating = companionOf(seat).floating.value;
  return shows(seat) && pointedAt(seat) && (floating === "closed" || floating === "unable");
}

/** useAttention calls for attention with each new mark. */
export function useAttention(seat: Station): void {
  const marks = seat.marks.value;
  const pointed = pointedAt(seat);
  useEffect(() => {
    if (marks.length > 0 && !document.hasFocus()) chime();
  }, [JSON.stringify(marks)]);
  useEffect(() => (pointed ? dotted() : undefined), [pointed]);
}

/** dotted puts the icon with a dot in the tab, until the function it returns is called. */
function dotted(): () => void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const usual = icon?.getAttribute("href");
  if (!icon || !usual) return () => {};
  icon.href = usual.replace("favicon.svg", "favicon-dot.svg");
  return () => {
    icon.href = usual;
  };
}
