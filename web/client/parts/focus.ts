import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * useKeptFocus keeps the keyboard in a section: when the button that was pressed
 * gives way to another, the focus goes to that one and not back to the top of
 * the page (WCAG 2.4.3). It looks whenever the given state changes.
 */
export function useKeptFocus(state: unknown) {
  const section = useRef<HTMLElement>(null);
  const before = useRef(state);
  useLayoutEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) section.current?.querySelector("button")?.focus();
  }, [state]);
  return section;
}

/** toTitle takes the keyboard to the page's heading: what was pressed is gone, and what it changed stands all over the page. */
export function toTitle(): void {
  document.querySelector<HTMLElement>("h1")?.focus();
}
