import { describe, expect, it } from "vitest";
import type { Mark } from "../protocol.gen";
import { type Blocks, columns, rows, Watch } from "./change";

const every = 250;
const ring: Mark = { kind: "ring", x: 0.5, y: 0.5, toX: 0.5, toY: 0.5 };
const arrow: Mark = { kind: "arrow", x: 0.1, y: 0.1, toX: 0.3, toY: 0.3 };

type Paint = (x: number, y: number) => number;

/** picture is one whose blocks are painted by their place, as shares. */
function picture(paint: Paint): Blocks {
  const blocks = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      blocks[row * columns + column] = paint((column + 0.5) / columns, (row + 0.5) / rows);
    }
  }
  return blocks;
}

/** random gives the same numbers each time (a linear congruential generator, Numerical Recipes). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** text is a page of words: lines that are darker here and there, scrolled by a number of blocks. */
function text(seed: number, scrolled = 0): Paint {
  const next = random(seed);
  const page = Array.from({ length: columns * (rows + 40) }, (_, i) =>
    Math.floor(i / columns) % 2 === 0 ? 250 : 150 + Math.floor(next() * 100),
  );
  return (x, y) => page[(Math.floor(y * rows) + scrolled) * columns + Math.floor(x * columns)] ?? 0;
}

const page = text(1);

/** World is a watch that has been looking at a page for a while. */
class World {
  readonly watch = new Watch();
  #at = 0;

  constructor(paint: Paint = page, looks = 4) {
    this.see(paint, looks);
  }

  /** see looks at one picture for a while. */
  see(paint: Paint, looks = 6): this {
    return this.film(() => paint, looks);
  }

  /** film looks at a picture that is another at each look. */
  film(painted: (look: number) => Paint, looks: number): this {
    for (let look = 0; look < looks; look++) {
      this.#at += every;
      this.watch.see(picture(painted(look)), this.#at);
    }
    return this;
  }

  gone(...marks: Mark[]): Mark[] {
    return this.watch.gone(marks);
  }
}

/** within paints one picture in a rectangle of another. */
function within(left: number, top: number, right: number, bottom: number, inner: Paint, outer: Paint = page): Paint {
  return (x, y) => (x >= left && x < right && y >= top && y < bottom ? inner(x, y) : outer(x, y));
}

describe("a mark stays", () => {
  it("on a picture that stands still", () => {
    const world = new World();
    world.watch.draw([ring]);
    expect(world.see(page, 100).gone(ring)).toEqual([]);
  });

  it("while the encoder makes the picture sharper", () => {
    const noise = random(7);
    const blurred: Paint = (x, y) => page(x, y) + (noise() - 0.5) * 16;
    const world = new World(blurred, 1);
    world.watch.draw([ring]);
    expect(world.see(blurred, 6).see(page, 20).gone(ring)).toEqual([]);
  });

  it("while a mouse passes, a field is typed in, or a button beneath it changes colour", () => {
    const world = new World();
    world.watch.draw([ring]);
    world.film((look) => within(0.47 + look / 200, 0.49, 0.485 + look / 200, 0.52, () => 0), 10);
    world.film((look) => within(0.46, 0.49, 0.46 + look / 200, 0.51, () => 90), 10);
    world.see(
      within(0.47, 0.48, 0.53, 0.52, () => 60),
      10,
    );
    expect(world.gone(ring)).toEqual([]);
  });

  it("when something else on the screen changes", () => {
    const world = new World();
    world.watch.draw([ring]);
    expect(
      world
        .see(
          within(0.6, 0, 1, 1, () => 20),
          20,
        )
        .gone(ring),
    ).toEqual([]);
  });

  it("for one moment of another picture, as a window that flashes by", () => {
    const world = new World();
    world.watch.draw([ring]);
    world.see(() => 0, 2);
    expect(world.see(page, 4).gone(ring)).toEqual([]);
  });

  it("on the companion, whose miniature follows the pointer, before and after", () => {
    const companion = (look: number): Paint => within(0.4, 0.35, 0.64, 0.56, text(look + 50, look % 7));
    const world = new World();
    world.film(companion, 12);
    world.watch.draw([ring]);
    world.film(companion, 8).see(within(0.4, 0.35, 0.64, 0.56, text(2)), 60);
    expect(world.gone(ring)).toEqual([]);
    expect(world.film(companion, 40).gone(ring)).toEqual([]);
  });

  it("on a film", () => {
    const film = (look: number): Paint => text(look + 1);
    const world = new World();
    world.film(film, 20);
    world.watch.draw([ring]);
    expect(world.film(film, 100).gone(ring)).toEqual([]);
  });
});

describe("a mark goes", () => {
  it.each<[string, (look: number) => Paint]>([
    ["another page comes", () => text(99)],
    ["the page has scrolled", () => text(1, 3)],
    ["the page goes on scrolling", (look) => text(1, Math.min(look + 1, 30))],
    ["a window opens over it", () => within(0.3, 0.3, 0.7, 0.7, () => 255)],
    ["a menu opens over it", () => within(0.44, 0.46, 0.56, 0.65, () => 255)],
    ["the screen goes dark", () => () => 0],
  ])("when %s", (_, paint) => {
    const world = new World();
    world.watch.draw([ring]);
    expect(world.film(paint, 8).gone(ring)).toEqual([ring]);
  });

  it("alone, where the others' ground is as it was", () => {
    const world = new World();
    world.watch.draw([ring, arrow]);
    expect(world.see(within(0.3, 0.3, 0.7, 0.7, () => 255)).gone(ring, arrow)).toEqual([ring]);
    expect(world.see(within(0.2, 0.2, 0.4, 0.4, () => 255)).gone(ring, arrow)).toEqual([arrow]);
  });

  it("with the film it was drawn on, once that has ended and another page comes", () => {
    const world = new World();
    world.film((look) => text(look + 1), 20);
    world.watch.draw([ring]);
    world.see(text(200), 80);
    expect(world.gone(ring)).toEqual([]);
    expect(world.see(text(300)).gone(ring)).toEqual([ring]);
  });
});

it("keeps what it knows of marks that come back from the server, and forgets the others", () => {
  const world = new World();
  world.watch.draw([ring]);
  world.see(text(99), 1);
  world.watch.keep([{ ...ring }]);
  expect(world.see(text(99)).gone(ring)).toEqual([ring]);
  world.watch.keep([]);
  world.watch.keep([ring]);
  expect(world.see(text(99)).gone(ring)).toEqual([]);
});
