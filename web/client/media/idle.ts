/** How long something that can wait may wait, in milliseconds. */
const atMost = 500;

/** whenIdle calls then once the page has nothing else to do, so that no press waits for it; at once where a browser cannot tell. */
export function whenIdle(then: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(then, { timeout: atMost });
  else then();
}
