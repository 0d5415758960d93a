import { describe, expect, it } from "vitest";
import { detect } from "./device";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

const can = { canShow: true, canFilm: true };

describe("detect", () => {
  it.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36`,
      0,
      "computer",
      "Windows",
      "Chrome",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
      10,
      "computer",
      "Windows",
      "Edge",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", 0, "computer", "Linux", "Firefox"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
      0,
      "computer",
      "macOS",
      "Safari",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
      5,
      "tablet",
      "iOS",
      "Safari",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
      5,
      "phone",
      "iOS",
      "Safari",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
      5,
      "phone",
      "iOS",
      "Chrome",
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`,
      5,
      "phone",
      "Android",
      "Chrome",
    ],
    [`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/140.0.0.0 Safari/537.36`, 5, "tablet", "Android", "Chrome"],
    [
      `Mozilla/5.0 (Linux; Android 13; SM-A536B) ${webkit} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36`,
      5,
      "phone",
      "Android",
      "Samsung Internet",
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/140.0.0.0 Safari/537.36`,
      0,
      "computer",
      "ChromeOS",
      "Chrome",
    ],
    ["something else", 0, "computer", "", ""],
  ])("%s", (userAgent, touchPoints, kind, system, browser) => {
    expect(detect({ userAgent, touchPoints }, can)).toEqual({ kind, system, browser, ...can });
  });

  it("believes the brands where the browser gives them", () => {
    const userAgent = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36`;
    const brands = ["Chromium", "Microsoft Edge", "Not=A?Brand"];
    expect(
      detect({ userAgent, brands, platform: "Windows", touchPoints: 0 }, { canShow: false, canFilm: true }),
    ).toEqual({
      kind: "computer",
      system: "Windows",
      browser: "Edge",
      canShow: false,
      canFilm: true,
    });
  });
});
