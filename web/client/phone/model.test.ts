import { describe, expect, it } from "vitest";
import type { Device } from "../protocol.gen";
import { guess } from "./model";

const device = (system: string, kind: Device["kind"], browser = "Chrome"): Device => ({
  system,
  kind,
  browser,
  canShow: false,
  canFilm: true,
});

describe("guess", () => {
  it.each<[string, Device, number, number, string, string]>([
    ["iPhone 15", device("iOS", "phone", "Safari"), 393, 852, "", "iphone"],
    ["iPhone 13 mini, enlarged", device("iOS", "phone", "Safari"), 320, 693, "", "iphone"],
    ["iPhone SE", device("iOS", "phone", "Safari"), 375, 667, "", "iphone-button"],
    ["iPhone 8 Plus on its side", device("iOS", "phone", "Safari"), 736, 414, "", "iphone-button"],
    ["iPad 9", device("iOS", "tablet", "Safari"), 810, 1080, "", "ipad-button"],
    ["iPad 10", device("iOS", "tablet", "Safari"), 820, 1180, "", "ipad"],
    ["iPad mini 6", device("iOS", "tablet", "Safari"), 744, 1133, "", "ipad"],
    ["iPad Pro 12.9", device("iOS", "tablet", "Safari"), 1024, 1366, "", "ipad"],
    ["Galaxy, its own browser", device("Android", "phone", "Samsung Internet"), 360, 780, "", "samsung"],
    ["Galaxy, Chrome", device("Android", "phone"), 360, 780, "SM-A536B", "samsung"],
    ["Pixel", device("Android", "phone"), 412, 915, "Pixel 8", "android"],
    ["a tablet that says nothing", device("Android", "tablet"), 800, 1280, "", "android"],
    ["something else", device("", "phone"), 0, 0, "", "android"],
  ])("%s", (_, given, width, height, name, model) => {
    expect(guess(given, { width, height }, name)).toBe(model);
  });
});
