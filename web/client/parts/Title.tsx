import { useLayoutEffect, useRef } from "preact/hooks";
import { say } from "../words";

let first = true;

/**
 * Title is a scene's heading. The focus goes to it when the scene changes, so
 * that a screen reader says what is new (WCAG 2.4.3); never while somebody types.
 */
export function Title({ text, page = text }: { text: string; page?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const typing = document.activeElement?.matches("input, textarea") ?? false;
    if (!first && !typing) heading.current?.focus();
    first = false;
  }, []);
  useLayoutEffect(() => {
    document.title = say("common.page", { title: page });
  }, [page]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}
