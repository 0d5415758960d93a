import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Memory } from "../media/memory";
import type { Class, ClassHelper, ClassScene, ClientMessage } from "../protocol.gen";
import { ClassSeat, leading } from "./seat";

const computer = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130";
const telephone = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Chrome/130";

let kept: Map<string, string>;

/** seatOn is a seat of a page that was just opened, and that has no connection yet. */
function seatOn(userAgent = computer): ClassSeat {
  vi.stubGlobal("navigator", { userAgent, maxTouchPoints: 0 });
  const memory: Memory = { read: (name) => kept.get(name) ?? null, write: (name, value) => kept.set(name, value) };
  return new ClassSeat("seance", "participant", memory, []);
}

const helper = (seat: string, leads = false) => ({ seat, firstName: seat, leads }) as ClassHelper;
const scene = (part: Partial<Class> = {}) =>
  ({
    phase: "class",
    you: "p1",
    now: 0,
    aside: "",
    helpers: [],
    people: [{ seat: "p2" }],
    step: 0,
    me: {},
    marks: [],
    ...part,
  }) as Class;
const say = (seat: ClassSeat, said: ClassScene) => seat.take({ type: "class", scene: structuredClone(said) });

beforeEach(() => {
  kept = new Map();
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (paint: () => void) => setTimeout(paint, 16));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("has a voice that is muted without a microphone, and the telephone's by the telephone", () => {
  const seat = seatOn();
  expect(seat.voice.value).toEqual({ mode: "device", muted: true });
  seat.listen(true);
  expect(seat.voice.value).toEqual({ mode: "phone", muted: false });
  expect(seatOn().telephone.value).toBe(true);
});

it.each([
  [computer, true, 8],
  [telephone, false, 4],
])("shows the others where the device can: %s", (userAgent, shown, cameras) => {
  const seat = seatOn(userAgent);
  expect(seat.faces.value.shown).toBe(shown);
  expect(seat.cameras).toBe(cameras);
  seat.look(!shown);
  expect(seatOn(userAgent).faces.value.shown).toBe(!shown);
});

it("says again after a loss what was pressed and does not stand in the class", () => {
  const seat = seatOn();
  const sent: ClientMessage[] = [];
  vi.spyOn(seat.line, "send").mockImplementation((message) => {
    sent.push(message);
    return true;
  });
  const hand = { type: "hand", seat: "", up: true } as const;
  const done = { type: "do", seat: "", step: 0, progress: "done" } as const;
  const back = () => seat.take({ type: "joined", epoch: 1, answer: "", lines: [] });
  const lesson = (up: boolean, step = 0) => scene({ step, me: { hand: up, progress: "none" } as Class["me"] });

  say(seat, lesson(false));
  seat.press(hand);
  seat.press(done);
  expect(sent).toEqual([hand, done]);
  vi.runAllTimers();
  say(seat, lesson(true));
  expect(sent).toHaveLength(2);
  back();
  expect(seat.keeps.value).toBe(true);
  say(seat, lesson(true, 1));
  expect(sent).toEqual([hand, done, done]);
  back();
  say(seat, lesson(true, 1));
  expect(sent).toHaveLength(3);
});

it("shows a press before what comes meanwhile, and then the latest of that", () => {
  const seat = seatOn();
  vi.spyOn(seat.line, "send").mockReturnValue(true);
  say(seat, scene());
  seat.press({ type: "hand", seat: "", up: true });
  for (const step of [1, 2]) say(seat, scene({ step }));
  expect(seat.lesson.value?.step).toBe(0);
  vi.advanceTimersByTime(20);
  expect(seat.lesson.value?.step).toBe(2);
  say(seat, scene({ step: 3 }));
  expect(seat.lesson.value?.step).toBe(3);
});

it("forgets what was declined", () => {
  const seat = seatOn();
  vi.spyOn(seat.line, "send").mockReturnValue(true);
  seat.press({ type: "hand", seat: "", up: true });
  seat.take({ type: "declined", message: "hand", reason: "not-yours" });
  expect(seat.keeps.value).toBe(false);
});

it("holds what has not changed by the same object, and the last class while it is over", () => {
  const seat = seatOn();
  say(seat, scene());
  const before = seat.lesson.value;
  say(seat, scene({ now: 5, step: 1 }));
  expect(seat.lesson.value?.step).toBe(1);
  expect(seat.lesson.value?.people).toBe(before?.people);
  say(seat, { phase: "over", now: 9 } as ClassScene);
  expect([seat.over.value, seat.lesson.value?.step]).toEqual([true, 1]);
});

it("films again where it did before the page was loaded, and never by itself the first time", () => {
  const camera = (seat: ClassSeat) => {
    vi.spyOn(seat.camera, "on").mockImplementation(async () => void kept.set("camera", "on"));
    return vi.mocked(seat.camera.on);
  };
  const first = seatOn();
  const on = camera(first);
  say(first, { phase: "lobby", wait: "hello" } as ClassScene);
  say(first, scene());
  expect(on).not.toHaveBeenCalled();
  void first.camera.on();

  const again = seatOn();
  const filmed = camera(again);
  say(again, scene());
  say(again, scene());
  expect(filmed).toHaveBeenCalledOnce();
  say(again, { phase: "lobby", wait: "out" } as ClassScene);

  const out = seatOn();
  const never = camera(out);
  say(out, { phase: "lobby", wait: "out" } as ClassScene);
  say(out, scene());
  expect([never.mock.calls.length, kept.get("camera")]).toEqual([0, "off"]);
});

it("looks at who leads, or at who is alone with one", () => {
  const seat = seatOn();
  const helpers = [helper("m1", true), helper("m2")];
  say(seat, scene({ helpers }));
  expect(seat.helping.value?.seat).toBe("m1");
  say(seat, scene({ helpers, aside: "m2" }));
  expect(seat.helping.value?.seat).toBe("m2");
  expect(leading([])).toBeUndefined();
});

it("tells what the browser asks for once it is a question to a person, and what it was not given at once", async () => {
  vi.useFakeTimers();
  const seat = seatOn();
  const answers: ((outcome: Error) => void)[] = [];
  vi.stubGlobal("navigator", {
    userAgent: computer,
    mediaDevices: { getUserMedia: () => new Promise((_, refuse) => answers.push(refuse)) },
  });
  const sent: ClientMessage[] = [];
  vi.spyOn(seat.line, "send").mockImplementation((message) => sent.push(message) > 0);
  vi.spyOn(seat.line, "start").mockReturnValue();
  vi.spyOn(seat.line, "stop").mockReturnValue();
  vi.spyOn(seat.line.state, "value", "get").mockReturnValue("joined");
  seat.start();
  const looks = () => sent.filter(({ type }) => type === "look");
  const told = [{ type: "look", view: "waiting", of: "" }];
  expect(looks()).toEqual(told);

  const speaking = seat.microphone.speak();
  vi.advanceTimersByTime(900);
  expect(looks()).toEqual(told);
  vi.advanceTimersByTime(200);
  expect(looks().at(-1)).toEqual({ type: "look", view: "asked", of: "microphone" });
  answers[0]?.(new DOMException("", "NotAllowedError"));
  await speaking;
  expect(looks().at(-1)).toEqual({ type: "look", view: "refused", of: "microphone" });
  expect(seat.restate("")).toMatchObject({ view: "refused", of: "microphone" });
  // The voice then goes by the telephone: nothing is missed any more.
  seat.listen(true);
  expect(looks()).toHaveLength(4);
  seat.stop();
  vi.useRealTimers();
});
