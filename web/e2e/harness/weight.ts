// What a page weighs on the wire.
import type { Page } from "puppeteer-core";

/** weigh is the size of a page's HTML, styles and scripts as they were sent, compressed; no fonts, no pictures. */
export async function weigh(page: Page): Promise<string> {
  const parts = await page.evaluate(() => {
    const sum = { html: 0, css: 0, js: 0 };
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    for (const { name, encodedBodySize, entryType } of entries as PerformanceResourceTiming[]) {
      const { pathname } = new URL(name);
      if (entryType === "navigation") sum.html += encodedBodySize;
      else if (pathname.endsWith(".css")) sum.css += encodedBodySize;
      else if (pathname.endsWith(".js")) sum.js += encodedBodySize;
    }
    return sum;
  });
  const total = parts.html + parts.css + parts.js;
  return `${total} bytes compressed (HTML ${parts.html}, CSS ${parts.css}, JavaScript ${parts.js})`;
}
