import { expect, it } from "vitest";
import { means } from "./beneath";
import { columns, rows } from "./change";

/** Pixels to a block, both ways. */
const grain = 4;

it("is the mean luminance of each block, whatever is sharp within it", () => {
  const width = columns * grain;
  const pixels = new Uint8ClampedArray(4 * width * rows * grain);
  // The second block of the second row: every other pixel white, which is grey from afar.
  for (let y = grain; y < 2 * grain; y++) {
    for (let x = grain; x < 2 * grain; x += 2) pixels.fill(255, 4 * (y * width + x), 4 * (y * width + x) + 4);
  }
  // The last one: pure green.
  for (let y = (rows - 1) * grain; y < rows * grain; y++) {
    for (let x = (columns - 1) * grain; x < width; x++) pixels[4 * (y * width + x) + 1] = 255;
  }
  const blocks = means(pixels);
  expect(blocks[columns + 1]).toBe(127);
  expect(blocks.at(-1)).toBe(149);
  expect(blocks.filter((block) => block > 0)).toHaveLength(2);
});
