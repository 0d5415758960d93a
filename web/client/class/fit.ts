// What stands on a big screen has to fit it: nobody is there to scroll.
import { useEffect } from "preact/hooks";

/** How small type may become, as a share of its size, and by how much at a time. */
const least = 0.6;
const less = 0.05;

/** share is the largest share of its size at which type fits, or the least there is. */
export function share(fits: (at: number) => boolean): number {
  let at = 1;
  while (at > least && !fits(at)) at = Math.max(least, Number((at - less).toFixed(2)));
  return at;
}

/** useFit tells an element's style, as --fit, the share at which what is in it fits its height, which must not come from that. */
export function useFit(within: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = within.current;
    if (!element) return undefined;
    const fit = (): void => {
      const set = (at: number): void => element.style.setProperty("--fit", String(at));
      set(
        share((at) => {
          set(at);
          return element.scrollHeight <= element.clientHeight;
        }),
      );
    };
    const sizes = new ResizeObserver(fit);
    const words = new MutationObserver(fit);
    sizes.observe(element);
    words.observe(element, { childList: true, characterData: true, subtree: true });
    return () => {
      sizes.disconnect();
      words.disconnect();
    };
  }, [within]);
}
