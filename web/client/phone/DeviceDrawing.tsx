import type { JSX } from "preact";
import type { Board } from "../protocol.gen";
import { type Key, say } from "../words";

/** Drawn is a device that can be drawn. */
export type Drawn = Exclude<Board, "">;

/** The drawings, in the order in which they are offered. */
export const drawn: readonly Drawn[] = ["android-phone", "iphone", "android-tablet", "ipad"];

interface Plan {
  /** The drawing's own size, to which every place on it is a share. */
  readonly width: number;
  readonly height: number;
  readonly body: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** How many applications stand in a row. */
  readonly columns: number;
}

const upright: Plan = {
  width: 400,
  height: 640,
  body: { x: 70, y: 10, width: 260, height: 620 },
  columns: 3,
};
const lying: Plan = {
  width: 700,
  height: 500,
  body: { x: 10, y: 50, width: 680, height: 440 },
  columns: 5,
};

/** size is a drawing's own size. */
export function size(board: Drawn): { readonly width: number; readonly height: number } {
  return plan(board);
}

function plan(board: Drawn): Plan {
  return board === "android-phone" || board === "iphone" ? upright : lying;
}

/** DeviceDrawing is the home screen of such a device, its buttons named: not the person's own, but enough to point on. */
export function DeviceDrawing({ board }: { board: Drawn }) {
  const { width, height, body, columns } = plan(board);
  const android = board.startsWith("android");
  const screen = { x: body.x + 10, y: body.y + 14, width: body.width - 20, height: body.height - 28 };
  const bar = { ...screen, y: screen.y + screen.height - 62, height: 62 };
  return (
    <svg class="device" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say(`phone.board.${board}`)}>
      <Buttons board={board} body={body} />
      <rect class="device__body" {...body} rx="30" />
      <rect class="device__screen" {...screen} rx="20" />
      <StatusBar {...screen} />
      <Apps {...screen} columns={columns} />
      {android ? <AndroidBar {...bar} /> : <AppleBar {...bar} />}
    </svg>
  );
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Buttons are those on the edge, each with its name beside it. */
function Buttons({ board, body }: { board: Drawn; body: Area }) {
  const right = body.x + body.width;
  switch (board) {
    case "iphone":
      return (
        <>
          <Edge
            x={body.x - 6}
            y={body.y + 130}
            height={92}
            words="phone.draw.volume"
            at={[body.x - 10, body.y + 180]}
            anchor="end"
          />
          <Edge x={right - 2} y={body.y + 150} height={60} words="phone.draw.power" at={[right + 10, body.y + 184]} />
        </>
      );
    case "android-phone":
      return (
        <>
          <Edge x={right - 2} y={body.y + 110} height={86} words="phone.draw.volume" at={[right + 10, body.y + 157]} />
          <Edge x={right - 2} y={body.y + 214} height={46} words="phone.draw.power" at={[right + 10, body.y + 242]} />
        </>
      );
    case "android-tablet":
    case "ipad":
      return (
        <>
          <Edge
            x={body.x + 80}
            y={body.y - 6}
            width={90}
            words="phone.draw.volume"
            at={[body.x + 125, body.y - 16]}
            anchor="middle"
          />
          <Edge
            x={right - 130}
            y={body.y - 6}
            width={56}
            words="phone.draw.power"
            at={[right - 102, body.y - 16]}
            anchor="middle"
          />
        </>
      );
  }
}

interface EdgeProps {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  readonly words: Key;
  readonly at: readonly [number, number];
  readonly anchor?: "start" | "middle" | "end";
}

function Edge({ x, y, width = 8, height = 8, words, at, anchor = "start" }: EdgeProps) {
  return (
    <g>
      <rect class="device__button" {...{ x, y, width, height }} rx="4" />
      <text class="device__name" x={at[0]} y={at[1]} text-anchor={anchor}>
        {say(words)}
      </text>
    </g>
  );
}

/** StatusBar is the line at the top, which is pulled down. */
function StatusBar({ x, y, width }: Area) {
  const right = x + width;
  return (
    <g>
      <text class="device__time" x={x + 18} y={y + 26}>
        10:30
      </text>
      <path class="device__signal" d={`M${right - 74} ${y + 24} v-5 m8 5 v-9 m8 9 v-13`} />
      <rect class="device__battery" x={right - 46} y={y + 12} width="26" height="13" rx="3" />
      <path class="device__arrow" d={`M${x + width / 2} ${y + 12} v16 m-7 -7 l7 7 l7 -7`} />
      <text class="device__hint" x={x + width / 2} y={y + 48} text-anchor="middle">
        {say("phone.draw.down")}
      </text>
    </g>
  );
}

interface App {
  readonly words: Key;
  /** The picture, in a square of 100. */
  readonly glyph: JSX.Element;
}

const apps: readonly App[] = [
  {
    words: "phone.draw.call",
    glyph: (
      <path d="M30 26 l12 -6 l10 20 l-8 8 q6 12 16 16 l8 -8 l18 12 l-6 12 q-8 6 -20 0 q-28 -14 -36 -36 q-2 -12 6 -18z" />
    ),
  },
  { words: "phone.draw.messages", glyph: <path d="M20 26 h60 v38 h-32 l-16 16 v-16 h-12z" /> },
  {
    words: "phone.draw.web",
    glyph: <path class="device__line" d="M50 20 a30 30 0 1 0 .1 0 M20 50 h60 M50 20 q-22 30 0 60 q22 -30 0 -60" />,
  },
  { words: "phone.draw.mail", glyph: <path class="device__line" d="M20 28 h60 v44 h-60z l30 26 l30 -26" /> },
  { words: "phone.draw.photos", glyph: <path d="M18 74 l20 -28 l13 15 l14 -22 l18 35z M66 30 a7 7 0 1 0 .1 0" /> },
  {
    words: "phone.draw.camera",
    glyph: <path class="device__line" d="M20 34 h14 l6 -8 h20 l6 8 h14 v38 h-60z M50 42 a11 11 0 1 0 .1 0" />,
  },
  {
    words: "phone.draw.settings",
    glyph: <path class="device__line" d="M20 34 h36 m14 0 h10 M63 26 v16 M20 62 h12 m14 0 h34 M39 54 v16" />,
  },
  {
    words: "phone.draw.agenda",
    glyph: <path class="device__line" d="M22 28 h56 v50 h-56z M22 44 h56 M36 20 v14 M64 20 v14" />,
  },
  {
    words: "phone.draw.apps",
    glyph: <path d="M24 24 h20 v20 h-20z M56 24 h20 v20 h-20z M24 56 h20 v20 h-20z M56 56 h20 v20 h-20z" />,
  },
];

function Apps({ x, y, width, columns }: Area & { columns: number }) {
  const pitch = width / columns;
  const side = 62;
  return (
    <g>
      {apps.map(({ words, glyph }, n) => {
        const left = x + (n % columns) * pitch + (pitch - side) / 2;
        const top = y + 74 + Math.floor(n / columns) * 138;
        return (
          <g key={words}>
            <rect class={`device__app device__app--${n % 4}`} x={left} y={top} width={side} height={side} rx="15" />
            <g class="device__glyph" transform={`translate(${left} ${top}) scale(${side / 100})`}>
              {glyph}
            </g>
            {say(words)
              .split(" ")
              .map((line, row) => (
                <text
                  key={line}
                  class="device__label"
                  x={left + side / 2}
                  y={top + side + 18 + row * 16}
                  text-anchor="middle"
                >
                  {line}
                </text>
              ))}
          </g>
        );
      })}
    </g>
  );
}

/** AndroidBar is back, home and what is open, as three buttons below the screen's picture. */
function AndroidBar({ x, y, width }: Area) {
  const third = width / 3;
  const middle = (n: number): number => x + third * (n + 0.5);
  return (
    <g>
      <path class="device__sign" d={`M${middle(0) + 9} ${y + 8} v22 l-19 -11z`} />
      <circle class="device__sign" cx={middle(1)} cy={y + 19} r="11" />
      <rect class="device__sign" x={middle(2) - 10} y={y + 9} width="20" height="20" rx="3" />
      {(["phone.draw.back", "phone.draw.home", "phone.draw.recent"] as const).map((words, n) => (
        <text key={words} class="device__hint" x={middle(n)} y={y + 52} text-anchor="middle">
          {say(words)}
        </text>
      ))}
    </g>
  );
}

/** AppleBar is the line from which one swipes. */
function AppleBar({ x, y, width }: Area) {
  const middle = x + width / 2;
  return (
    <g>
      <text class="device__hint" x={middle} y={y + 14} text-anchor="middle">
        {say("phone.draw.swipe")}
      </text>
      <path class="device__arrow" d={`M${middle} ${y + 44} v-20 m-7 7 l7 -7 l7 7`} />
      <rect class="device__bar" x={middle - 50} y={y + 50} width="100" height="6" rx="3" />
    </g>
  );
}
