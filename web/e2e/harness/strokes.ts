// How long each typed character takes to be seen on the other side, in
// milliseconds: all browsers here share one machine's clock.
import type { Actor } from "./actor";

declare global {
  interface Window {
    /** When the draft here first had so many characters, in Unix milliseconds, by their number. */
    typed?: number[];
    /** When the other's draft seen here first had so many. */
    seen?: number[];
  }
}

/** strokes types a sentence into the field of a label, a character at a time, and gives each one's delay until it is seen. */
export async function strokes(
  from: Actor,
  to: Actor,
  label: string,
  sentence: string,
  pace: number,
): Promise<number[]> {
  await from.page.evaluate(() => {
    const typed: number[] = [];
    window.typed = typed;
    const note = ({ target }: Event): void => {
      const { length } = (target as HTMLTextAreaElement).value;
      typed[length] ??= performance.timeOrigin + performance.now();
    };
    document.addEventListener("input", note, { capture: true });
  });
  await to.page.evaluate(() => {
    const seen: number[] = [];
    window.seen = seen;
    const look = (): void => {
      const length = document.querySelector(".said--draft .said__text")?.textContent?.length ?? 0;
      // What came whole after a loss is seen with all that was missing.
      for (let n = length; n > 0 && seen[n] === undefined; n--) seen[n] = performance.timeOrigin + performance.now();
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await from.write(label, "");
  for (const character of sentence) await from.page.keyboard.type(character, { delay: pace });
  await to.until((length) => window.seen?.[length] !== undefined, "the last character is not seen", sentence.length);
  const typed = await from.page.evaluate(() => window.typed ?? []);
  const seen = await to.page.evaluate(() => window.seen ?? []);
  await from.page.keyboard.press("Enter");
  await to.until(() => !document.querySelector(".said--draft"), "the draft stays");
  return typed.flatMap((at, length) => (length > 0 && at ? [(seen[length] ?? Number.POSITIVE_INFINITY) - at] : []));
}
