// Whether the picture beneath a mark is still the one it was drawn on. Pictures
// are looked at as coarse blocks of luminance: an encoder that makes a picture
// sharper leaves a block's mean as it was, a page that scrolls or a window that
// opens does not. Blocks that change all the time have no say: a clock, a film,
// or the companion's own miniature, which moves with the very pointer.
import type { Mark } from "../protocol.gen";

/** How many blocks a picture is looked at in, whatever its size. */
export const columns = 128;
export const rows = 72;

/** Blocks are the mean luminances of a picture's blocks, row by row, 0 to 255. */
export type Blocks = Uint8Array;

/** A block has changed when its luminance differs by more than this. */
const step = 14;

/** So large a share of the blocks that have a say must have changed, in so many looks in a row. */
const share = 0.3;
const looks = 3;

/** The blocks looked at reach this far around a ring or an arrow's head, as a share of the picture's width. */
const reach = 0.045;

/** Each change of a block adds 1 to its unrest, which halves in this time, in milliseconds; above the limit it is restless. */
const halving = 6000;
const most = 8;
const restless = 2.2;

/** Block is one block under a mark. */
interface Block {
  /** Where it is in a picture's blocks. */
  readonly i: number;
  /** How it was when the mark was drawn; of a restless one, how it was once it came to rest. */
  before: number | undefined;
  /** Whether it was at rest when the mark was drawn; one that was not is asked only while it is. */
  readonly steady: boolean;
}

/** Ground is what is known of the picture under one mark. */
interface Ground {
  readonly blocks: readonly Block[];
  /** In how many looks in a row it was another. */
  changed: number;
}

export class Watch {
  readonly #grounds = new Map<string, Ground>();
  readonly #unrest = new Float32Array(columns * rows);
  #last: Blocks | undefined;
  #at = 0;

  /** draw remembers the ground of marks as they are drawn; those that are known keep theirs. */
  draw(marks: readonly Mark[]): void {
    for (const mark of marks) this.#grounds.set(name(mark), this.#grounds.get(name(mark)) ?? this.#ground(mark));
  }

  /** keep forgets every mark but these, and remembers the ground of those it does not know. */
  keep(marks: readonly Mark[]): void {
    const names = new Set(marks.map(name));
    for (const known of this.#grounds.keys()) if (!names.has(known)) this.#grounds.delete(known);
    this.draw(marks);
  }

  /** see looks at a picture, at a moment in milliseconds. */
  see(now: Blocks, at: number): void {
    const fade = 0.5 ** ((at - this.#at) / halving);
    for (let i = 0; i < now.length; i++) {
      const moved = this.#last !== undefined && differs(now[i], this.#last[i]);
      this.#unrest[i] = Math.min((this.#unrest[i] ?? 0) * fade + (moved ? 1 : 0), most);
    }
    this.#last = now;
    this.#at = at;
    for (const ground of this.#grounds.values()) this.#compare(ground, now);
  }

  /** gone are those of the marks whose ground is another by now. */
  gone(marks: readonly Mark[]): Mark[] {
    return marks.filter((mark) => (this.#grounds.get(name(mark))?.changed ?? 0) >= looks);
  }

  /** forget begins anew: the picture has another form, or is somebody else's. */
  forget(): void {
    this.#grounds.clear();
    this.#unrest.fill(0);
    this.#last = undefined;
  }

  #ground(mark: Mark): Ground {
    const last = this.#last;
    const block = (i: number): Block => {
      const steady = last !== undefined && this.#rests(i);
      return { i, before: steady ? last[i] : undefined, steady };
    };
    return { blocks: around(mark).map(block), changed: 0 };
  }

  #compare(ground: Ground, now: Blocks): void {
    let asked = 0;
    let different = 0;
    for (const block of ground.blocks) {
      if (!block.steady && !this.#rests(block.i)) continue;
      block.before ??= now[block.i];
      asked++;
      if (differs(now[block.i], block.before)) different++;
    }
    ground.changed = asked > 0 && different / asked > share ? ground.changed + 1 : 0;
  }

  #rests(i: number): boolean {
    return (this.#unrest[i] ?? 0) < restless;
  }
}

function differs(a = 0, b = 0): boolean {
  return Math.abs(a - b) > step;
}

/** name is the same for the same mark, as it comes back from the server. */
function name({ kind, x, y, toX, toY }: Mark): string {
  return [kind, x, y, toX, toY].join(" ");
}

/** around are the blocks under a mark: what it rings, what it circles, what it shows with its head. */
function around(mark: Mark): number[] {
  const { x, y, toX, toY, kind } = mark;
  const tall = (reach * columns) / rows;
  const [fromX, fromY] = kind === "arrow" ? [toX, toY] : [x, y];
  const left = Math.floor((Math.min(fromX, toX) - reach) * columns);
  const right = Math.ceil((Math.max(fromX, toX) + reach) * columns);
  const top = Math.floor((Math.min(fromY, toY) - tall) * rows);
  const bottom = Math.ceil((Math.max(fromY, toY) + tall) * rows);
  const blocks: number[] = [];
  for (let row = Math.max(0, top); row < Math.min(rows, bottom); row++) {
    for (let column = Math.max(0, left); column < Math.min(columns, right); column++)
      blocks.push(row * columns + column);
  }
  return blocks;
}
