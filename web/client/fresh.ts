// Parts of a page that say how things stand at this moment are fetched anew every few seconds, while somebody looks.
// Without this script, and when nothing answers any more, a link in them does so.
import { changed } from "./parts/changed";

/** How often, in milliseconds. */
const every = 3000;

const parts = [...document.querySelectorAll<HTMLElement>("[data-fresh]")];
let timer: ReturnType<typeof setTimeout> | undefined;
let asking = false;

/** keep has the parts say whether they keep themselves up to date. */
function keep(on: boolean): void {
  for (const part of parts) part.dataset.fresh = on ? "on" : "";
}

async function refresh(): Promise<void> {
  if (asking || document.hidden) return;
  asking = true;
  clearTimeout(timer);
  keep(await fetched());
  asking = false;
  timer = setTimeout(refresh, every);
}

/** fetched puts the parts as the server has them now; false while it does not answer, or asks who one is. */
async function fetched(): Promise<boolean> {
  try {
    const answer = await fetch(location.pathname);
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) replace(part, page.getElementById(part.id));
    return true;
  } catch {
    return false;
  }
}

/** replace puts in a part what has changed; the keyboard stays where it was, and the change is told (WCAG 4.1.3). */
function replace(part: HTMLElement, now: HTMLElement | null): void {
  if (!now || now.innerHTML === part.innerHTML || held(part)) return;
  const told = document.getElementById(`${part.id}-dit`);
  if (told) told.textContent = changed(sentences(part), sentences(now)).join(" ");
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  part.replaceChildren(...now.childNodes);
  if (focused) counterpart(part, focused).focus({ preventScroll: true });
}

/** held says that a hand is in the part: text is being chosen, or something pressed. */
function held(part: HTMLElement): boolean {
  const chosen = getSelection();
  return part.matches(":active") || Boolean(chosen && !chosen.isCollapsed && part.contains(chosen.anchorNode));
}

/** counterpart is what stands now for what had the focus: the same link of the same row, or else the part itself. */
function counterpart(part: HTMLElement, before: Element): HTMLElement {
  const row = before.closest("[data-told]")?.id;
  const all = [...((row && document.getElementById(row)) || part).querySelectorAll("a")];
  const same = all.find((link) => link.getAttribute("href") === before.getAttribute("href"));
  part.tabIndex = -1;
  return same ?? part;
}

/** sentences are what the rows of a part say, by row. */
function sentences(part: HTMLElement): Map<string, string> {
  const rows = [...part.querySelectorAll<HTMLElement>("[data-told]")];
  return new Map(rows.map((row) => [row.id, row.dataset.told ?? ""]));
}

keep(true);
timer = setTimeout(refresh, every);
document.addEventListener("visibilitychange", refresh);
