// What is on the screen that is shown, and how it is read back: a QR code, four
// colours, and a counter that goes up with every frame painted.
//
// The functions here run in pages: they use nothing from outside themselves.

/** What the QR code says. */
export const text = "Coup de main";

/** The QR code's modules, row by row. */
export const modules = [
  "#######.#.#.#.#######",
  "#.....#.....#.#.....#",
  "#.###.#.#####.#.###.#",
  "#.###.#.......#.###.#",
  "#.###.#..##.#.#.###.#",
  "#.....#.#.....#.....#",
  "#######.#.#.#.#######",
  ".........#.#.........",
  "#.#...##.####..#..#.#",
  "#.##...#.##.....###.#",
  "#.#..##..#...####...#",
  "#.####..#.#.##.#.#.##",
  ".##.####.#...#..#..##",
  "........###..##.##...",
  "#######.#.###.#.#.#.#",
  "#.....#...#.##...#...",
  "#.###.#......#..#....",
  "#.###.#..#..#...#....",
  "#.###.#.#.#.#.#.#####",
  "#.....#..###.#.......",
  "#######.####.#.###..#",
];

/** The colours below the code, left to right. */
export const colours = ["#ff0000", "#00ff00", "#0000ff", "#ffff00"];

declare global {
  interface Window {
    /** The counter as it was last painted. */
    painted?: number;
    /** The counter at the latest press, and what was pressed. */
    pressed?: { name: string; painted: number };
  }
}

/**
 * paint puts the pattern over the page, where it is in nobody's way, and notes
 * the counter at each press, before anything else hears of the press. The counter
 * goes up every so many frames: a screen is captured thirty times a second, which
 * is every other one.
 */
export function paint(rows: string[], fills: string[], pace = 2): void {
  const module = 8;
  const quiet = 32;
  const canvas = document.createElement("canvas");
  canvas.width = 232;
  canvas.height = 320;
  const { style } = canvas;
  style.position = "fixed";
  // The companion floats at the other end.
  style.top = style.left = "0";
  style.zIndex = "9999";
  style.pointerEvents = "none";
  canvas.setAttribute("aria-hidden", "true");
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("no canvas");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = "#000";
  rows.forEach((row, y) => {
    [...row].forEach((cell, x) => {
      if (cell === "#") brush.fillRect(quiet + x * module, quiet + y * module, module, module);
    });
  });
  fills.forEach((fill, n) => {
    brush.fillStyle = fill;
    brush.fillRect(16 + n * 56, 284, 32, 28);
  });
  document.documentElement.append(canvas);
  window.painted = 0;
  const step = (): void => {
    const n = ((window.painted ?? 0) + 1) & 0xffff;
    const check = (n ^ (n >> 4) ^ (n >> 8) ^ (n >> 12) ^ 10) & 15;
    const bits = (n << 4) | check;
    for (let bit = 0; bit < 20; bit++) {
      brush.fillStyle = (bits >> bit) & 1 ? "#000" : "#fff";
      brush.fillRect(16 + bit * 10, 240, 10, 36);
    }
    window.painted = n;
    skip(pace);
  };
  const skip = (frames: number): void => {
    requestAnimationFrame(() => (frames > 1 ? skip(frames - 1) : step()));
  };
  skip(1);
  const note = (event: Event): void => {
    const name = (event.target as Element).closest("button")?.textContent ?? "";
    window.pressed = { name, painted: window.painted ?? 0 };
  };
  window.addEventListener("click", note, { capture: true });
}
