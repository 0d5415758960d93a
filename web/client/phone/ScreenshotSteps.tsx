import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Device } from "../protocol.gen";
import { say } from "../words";
import { deviceName, guess, type Model, models } from "./model";

/** ScreenshotSteps is how a screenshot is taken on this very model, one card to a step. */
export function ScreenshotSteps({ device }: { device: Device }) {
  const model = useSignal<Model>(guess(device, screen));
  useEffect(() => {
    void deviceName().then((name) => {
      model.value = guess(device, screen, name);
    });
  }, []);
  return (
    <div class="stack stack--tight">
      <h3>{say("phone.shot.steps")}</h3>
      <ol class="steps">
        <li class="steps__card">
          <Handset model={model.value} scene="page" />
          <p>{say("phone.shot.1")}</p>
        </li>
        <li class="steps__card">
          <Handset model={model.value} scene="press" />
          <p aria-live="polite">{say(`phone.shot.${model.value}`)}</p>
        </li>
        <li class="steps__card">
          <Handset model={model.value} scene="back" />
          <p>{say("phone.shot.3")}</p>
        </li>
      </ol>
      <details class="more">
        <summary>{say("phone.shot.other")}</summary>
        <div class="row steps__models">
          {models.map((each) => (
            <button
              key={each}
              type="button"
              class="button"
              aria-pressed={model.value === each}
              onClick={() => {
                model.value = each;
              }}
            >
              {say(`phone.model.${each}`)}
            </button>
          ))}
        </div>
      </details>
    </div>
  );
}

/** Press is a button of a handset: on which of its sides, and how far along it; the round one has one place. */
interface Press {
  readonly side: "left" | "right" | "top" | "round";
  readonly at: number;
}

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly round: boolean;
  /** The two buttons that are pressed together. */
  readonly presses: readonly Press[];
}

const phone = { width: 76, height: 148 };
const tablet = { width: 112, height: 146 };
const shapes: Readonly<Record<Model, Shape>> = {
  iphone: { ...phone, round: false, presses: [left(46), right(54)] },
  "iphone-button": { ...phone, round: true, presses: [right(38), { side: "round", at: 0 }] },
  ipad: { ...tablet, round: false, presses: [{ side: "top", at: 92 }, right(38)] },
  "ipad-button": {
    ...tablet,
    round: true,
    presses: [
      { side: "top", at: 92 },
      { side: "round", at: 0 },
    ],
  },
  samsung: { ...phone, round: false, presses: [right(46), right(78)] },
  android: { ...phone, round: false, presses: [right(46), right(78)] },
};

function left(at: number): Press {
  return { side: "left", at };
}

function right(at: number): Press {
  return { side: "right", at };
}

/** Handset draws a model: what it shows, or the buttons to press and from where. */
function Handset({ model, scene }: { model: Model; scene: "page" | "press" | "back" }) {
  const { width, height, round, presses } = shapes[model];
  const [x, y] = [100 - width / 2, 26];
  const foot = round ? 24 : 8;
  return (
    <svg class="handset" viewBox="0 12 200 166" aria-hidden="true">
      <rect class="handset__body" x={x} y={y} width={width} height={height} rx="12" />
      <rect class="handset__screen" x={x + 6} y={y + 8} width={width - 12} height={height - 8 - foot} rx="6" />
      {round && <circle class="handset__round" cx="100" cy={y + height - 12} r="8" />}
      {scene === "page" && <Letter x={x + 14} y={y + 26} width={width - 28} />}
      {scene === "back" && <Snap x={x + 12} y={y + 30} width={width - 24} />}
      {scene === "press" &&
        presses.map((press) => <Pushed key={`${press.side}${press.at}`} {...press} {...{ x, y, width, height }} />)}
    </svg>
  );
}

/** Letter is whatever is to be shown. */
function Letter({ x, y, width }: { x: number; y: number; width: number }) {
  return (
    <g>
      {[0, 1, 2, 3, 4].map((line) => (
        <rect
          key={line}
          class="handset__line"
          x={x}
          y={y + line * 16}
          width={line % 2 ? width * 0.7 : width}
          height="7"
          rx="3"
        />
      ))}
    </g>
  );
}

/** Snap is the picture that was taken, with a tick. */
function Snap({ x, y, width }: { x: number; y: number; width: number }) {
  const middle = x + width / 2;
  return (
    <g>
      <rect class="handset__snap" x={x} y={y} width={width} height={width * 1.2} rx="4" />
      <path class="handset__tick" d={`M${middle - 14} ${y + width * 0.6} l10 11 l19 -24`} />
    </g>
  );
}

/** Pushed is a button with an arrow that pushes it. */
function Pushed({ side, at, x, y, width, height }: Press & { x: number; y: number; width: number; height: number }) {
  switch (side) {
    case "left":
      return (
        <g>
          <rect class="handset__button" x={x - 7} y={y + at - 11} width="8" height="22" rx="3" />
          <path class="handset__arrow" d={`M${x - 50} ${y + at} h34 m-11 -10 l11 10 l-11 10`} />
        </g>
      );
    case "right":
      return (
        <g>
          <rect class="handset__button" x={x + width - 1} y={y + at - 11} width="8" height="22" rx="3" />
          <path class="handset__arrow" d={`M${x + width + 50} ${y + at} h-34 m11 -10 l-11 10 l11 10`} />
        </g>
      );
    case "top":
      return (
        <g>
          <rect class="handset__button" x={x + at - 13} y={y - 7} width="26" height="8" rx="3" />
          <path class="handset__arrow" d={`M${x + at + 40} ${y - 12} h-16 m8 -8 l-9 8 l9 8`} />
        </g>
      );
    case "round":
      return (
        <g>
          <circle class="handset__button" cx={x + width / 2} cy={y + height - 12} r="8" />
          <path class="handset__arrow" d={`M${x - 40} ${y + height - 12} h${width / 2 + 22} m-10 -9 l10 9 l-10 9`} />
        </g>
      );
  }
}
