// How a screenshot is taken depends on the device: on its maker, and on whether
// it has a round button below its screen.
import type { Device } from "../protocol.gen";

/** Model is as much of the device as its screenshot depends on. */
export type Model = "iphone" | "iphone-button" | "ipad" | "ipad-button" | "samsung" | "android";

/** The models in the order in which they are offered to whoever has another one. */
export const models: readonly Model[] = ["iphone", "iphone-button", "ipad", "ipad-button", "samsung", "android"];

/** Face is the device's own screen, in CSS pixels. */
export interface Face {
  readonly width: number;
  readonly height: number;
}

/** guess is the most likely model; name is what the browser says of it, "" if nothing. */
export function guess({ kind, system, browser }: Device, face: Face, name = ""): Model {
  const ratio = Math.max(face.width, face.height) / Math.max(1, Math.min(face.width, face.height));
  if (system === "iOS") {
    // Every iPhone with a round button is 16:9, every later one longer than 2:1. iPads with one are 4:3; of those
    // that are 4:3 without one, only the largest, the round button is the lesser guess.
    if (kind !== "tablet") return ratio > 2 ? "iphone" : "iphone-button";
    return ratio > 1.4 || Math.max(face.width, face.height) > 1300 ? "ipad" : "ipad-button";
  }
  return browser === "Samsung Internet" || /^(SM|GT|SC|SCV|SGH)-/i.test(name) ? "samsung" : "android";
}

/** deviceName is the model's name where the browser tells it (User-Agent Client Hints), else "". */
export async function deviceName(): Promise<string> {
  const hints = (
    navigator as { userAgentData?: { getHighEntropyValues?(names: string[]): Promise<{ model?: string }> } }
  ).userAgentData;
  try {
    return (await hints?.getHighEntropyValues?.(["model"]))?.model ?? "";
  } catch {
    return "";
  }
}
