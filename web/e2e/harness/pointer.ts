// How long the mediator's pointer takes to be drawn on the person's machine:
// from the mouse's own event to the drawing, by one machine's clock.
import type { Page } from "puppeteer-core";
import type { Mediator } from "./mediator";
import type { Person } from "./person";
import { companion } from "./pointing";

declare global {
  interface Window {
    /** When the mouse last moved, in Unix milliseconds, in the mediator's page. */
    movedAt?: number;
    /** When the pointer was drawn at another place than before, in the companion. */
    drawnAt?: number[];
  }
}

/** noteDrawing keeps when the pointer is drawn in the companion. */
async function noteDrawing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const drawn: number[] = [];
    window.drawnAt = drawn;
    let first = "";
    let before = "";
    const { beginPath, lineTo } = CanvasRenderingContext2D.prototype;
    const fill: () => void = CanvasRenderingContext2D.prototype.fill;
    Object.assign(CanvasRenderingContext2D.prototype, {
      beginPath(this: CanvasRenderingContext2D) {
        first = "";
        beginPath.call(this);
      },
      lineTo(this: CanvasRenderingContext2D, x: number, y: number) {
        first ||= `${x} ${y}`;
        lineTo.call(this, x, y);
      },
      // Nothing else is filled along a path of lines.
      fill(this: CanvasRenderingContext2D) {
        fill.call(this);
        if (first === before) return;
        before = first;
        drawn.push(performance.timeOrigin + performance.now());
      },
    });
  });
}

/** moves moves the mediator's mouse over the picture and gives each move's delay, in milliseconds. */
export async function moves(mediator: Mediator, person: Person, count: number): Promise<number[]> {
  const { page } = mediator;
  const floats = await companion(person);
  await noteDrawing(floats);
  await mediator.press("Montrer du doigt");
  await page.evaluate(() => {
    const note = (event: PointerEvent) => {
      window.movedAt = performance.timeOrigin + event.timeStamp;
    };
    document.querySelector(".frame")?.addEventListener("pointermove", note as EventListener, { capture: true });
  });
  const frame = await (await page.$(".frame"))?.boundingBox();
  if (!frame) throw new Error("there is no picture to point on");
  const place = (n: number) => [frame.x + frame.width * 0.4 + 3 * (n % 40), frame.y + frame.height / 2] as const;
  // The miniature comes closer to a pointer that begins to move: that is over before anything is measured.
  for (let n = 0; n < 40; n++) {
    await page.mouse.move(...place(n));
    await new Promise((next) => setTimeout(next, 25));
  }
  const delays: number[] = [];
  for (let n = 0; n < count; n++) {
    await page.mouse.move(...place(n));
    const moved = (await page.evaluate(() => window.movedAt)) ?? 0;
    const drawn = (since: number) => window.drawnAt?.find((at) => at >= since);
    const at = await floats.waitForFunction(drawn, { polling: 10 }, moved);
    delays.push(((await at.jsonValue()) as number) - moved);
  }
  await mediator.press("Montrer du doigt");
  return delays;
}
