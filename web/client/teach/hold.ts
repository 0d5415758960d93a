// Whether a hand or the keyboard is in the list of the class.

/** A finger that was lifted may come down again: the list is held for so long after, in milliseconds. */
const grace = 3000;

/**
 * holding tells when something of a section is about to be pressed: a mouse is
 * over it, a finger was on it a moment ago, or the keyboard is in it. It
 * returns what ends that.
 */
export function holding(section: HTMLElement, hold: (held: boolean) => void): () => void {
  const stops = new AbortController();
  let pointed = false;
  let typed = false;
  let lifted: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => hold(pointed || typed);
  const on = <K extends keyof HTMLElementEventMap>(name: K, then: (event: HTMLElementEventMap[K]) => void): void =>
    section.addEventListener(
      name,
      (event) => {
        then(event);
        tell();
      },
      { signal: stops.signal },
    );
  on("pointerenter", () => {
    clearTimeout(lifted);
    pointed = true;
  });
  on("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse") {
      pointed = false;
      return;
    }
    lifted = setTimeout(() => {
      pointed = false;
      tell();
    }, grace);
  });
  // What a mouse has pressed keeps the focus long after the mouse has left.
  on("focusin", ({ target }) => {
    typed = target instanceof Element && target.matches(":focus-visible");
  });
  on("focusout", () => {
    typed = false;
  });
  return () => {
    stops.abort();
    clearTimeout(lifted);
  };
}
