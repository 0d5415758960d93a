/** How long a paint may take, in milliseconds: a page that nobody sees is not painted at all. */
const atMost = 250;

/** afterPaint calls then once what is drawn now is on screen. */
export function afterPaint(then: () => void): void {
  let due = true;
  const once = (): void => {
    if (due) then();
    due = false;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, atMost);
}
