import type { Device } from "../protocol.gen";
import { type Key, say } from "../words";

/** Question is how a family of browsers asks which screen to show. */
interface Question {
  readonly steps: readonly Key[];
  readonly button: Key;
  /** The tab to choose first, where there are tabs. */
  readonly tab?: Key;
}

const questions = {
  Chrome: {
    steps: ["room.picker.chrome.1", "room.picker.chrome.2", "room.picker.chrome.3"],
    tab: "room.picker.chrome.tab",
    button: "room.picker.chrome.button",
  },
  Firefox: {
    steps: ["room.picker.firefox.1", "room.picker.firefox.2", "room.picker.firefox.3"],
    button: "room.picker.firefox.button",
  },
  Safari: {
    steps: ["room.picker.safari.1", "room.picker.safari.2"],
    button: "room.picker.safari.button",
  },
} as const satisfies Record<string, Question>;

type Family = keyof typeof questions;

/** family is whose window it will be; every other browser that can show a screen is built on Chromium. */
function family({ browser }: Device): Family {
  return browser === "Firefox" || browser === "Safari" ? browser : "Chrome";
}

/** Picker draws what this browser is going to ask, with the very words of its button. */
export function Picker({ device }: { device: Device }) {
  const whose = family(device);
  const question: Question = questions[whose];
  const click = say(matchMedia("(pointer: coarse)").matches ? "room.picker.touch" : "room.picker.click");
  return (
    <figure class="picker card card--sand stack stack--tight">
      <figcaption class="eyebrow">{say("room.picker.title")}</figcaption>
      {whose === "Chrome" && <ChromeWindow tab={say("room.picker.chrome.tab")} button={say(question.button)} />}
      {whose === "Firefox" && <FirefoxPanel list={say("room.picker.firefox.list")} button={say(question.button)} />}
      {whose === "Safari" && <SafariWindow button={say(question.button)} />}
      <ol>
        {question.steps.map((step) => (
          <li key={step}>{say(step, { click })}</li>
        ))}
      </ol>
      {device.system === "Linux" && <p class="small">{say("room.picker.linux")}</p>}
    </figure>
  );
}

function ChromeWindow({ tab, button }: { tab: string; button: string }) {
  return (
    <svg class="picker__drawing" viewBox="0 0 320 200" aria-hidden="true">
      <rect class="picker__window" x="2" y="2" width="316" height="196" rx="12" />
      <rect class="picker__faint" x="18" y="20" width="72" height="10" rx="5" />
      <rect class="picker__faint" x="106" y="20" width="60" height="10" rx="5" />
      <text class="picker__word" x="240" y="30" text-anchor="middle">
        {tab}
      </text>
      <path class="picker__mark" d="M186 38 h108" />
      <Desktop x={90} y={54} />
      <Button x={176} y={158} width={92} words={button} />
      <Step x={172} y={24} n={1} />
      <Step x={78} y={92} n={2} />
      <Step x={292} y={173} n={3} />
    </svg>
  );
}

function FirefoxPanel({ list, button }: { list: string; button: string }) {
  return (
    <svg class="picker__drawing" viewBox="0 0 320 200" aria-hidden="true">
      <rect class="picker__window" x="2" y="2" width="316" height="196" rx="12" />
      <rect class="picker__field" x="40" y="20" width="250" height="30" rx="6" />
      <text class="picker__word" x="52" y="41">
        {list}
      </text>
      <path class="picker__mark" d="M266 31 l7 8 l7 -8" />
      <Desktop x={100} y={60} />
      <Button x={150} y={160} width={112} words={button} />
      <Step x={22} y={35} n={1} />
      <Step x={88} y={98} n={2} />
      <Step x={284} y={175} n={3} />
    </svg>
  );
}

function SafariWindow({ button }: { button: string }) {
  return (
    <svg class="picker__drawing" viewBox="0 0 320 200" aria-hidden="true">
      <rect class="picker__window" x="2" y="2" width="316" height="196" rx="12" />
      <Desktop x={90} y={24} />
      <Button x={56} y={142} width={208} words={button} />
      <Step x={36} y={157} n={1} />
    </svg>
  );
}

/** Desktop is the little picture of one's own screen that is to be clicked. */
function Desktop({ x, y }: { x: number; y: number }) {
  return (
    <g>
      <rect class="picker__screen" x={x} y={y} width="140" height="84" rx="6" />
      <rect class="picker__faint" x={x + 12} y={y + 14} width="66" height="40" rx="3" />
      <path class="picker__mark" d={`M${x + 8} ${y + 72} h124`} />
    </g>
  );
}

function Button({ x, y, width, words }: { x: number; y: number; width: number; words: string }) {
  return (
    <g>
      <rect class="picker__button" x={x} y={y} width={width} height="30" rx="15" />
      <text class="picker__label" x={x + width / 2} y={y + 21} text-anchor="middle">
        {words}
      </text>
    </g>
  );
}

function Step({ x, y, n }: { x: number; y: number; n: number }) {
  return (
    <g>
      <circle class="picker__number" cx={x} cy={y} r="12" />
      <text class="picker__digit" x={x} y={y + 5} text-anchor="middle">
        {n}
      </text>
    </g>
  );
}
