// What may be wrong with any page in any state.
import axe from "axe-core";
import type { Actor } from "./actor";

/** violations is what axe finds by the rules of levels A and AA, and by others that are named. */
export async function violations({ page }: Actor, ...more: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (names) => {
    const rules = Object.fromEntries(names.map((name) => [name, { enabled: true }]));
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      rules,
      resultTypes: ["violations"],
      selectors: false,
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
  }, more);
}

/** cutOff is what is wider than the window: it would have to be scrolled sideways. */
export async function cutOff({ page }: Actor): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (e) => e.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px wide in ${clientWidth}: ${wide.map((e) => e.outerHTML.slice(0, 80)).join(" | ")}`];
  });
}

/** small is what is pressed and is smaller than a fingertip, 44 px each way (WCAG 2.2, 2.5.5). */
export async function small({ page }: Actor): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main button, main summary, main input, main textarea, main a.button")]
      .filter((e) => e.checkVisibility())
      .flatMap((e) => {
        const { width, height } = e.getBoundingClientRect();
        return width < 44 || height < 44 ? [`${width} × ${height} px: ${e.outerHTML.slice(0, 120)}`] : [];
      }),
  );
}
