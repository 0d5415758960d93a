import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Player } from "./player";

type Look = (now: number, frame: { rtpTimestamp?: number }) => void;

/** Screen is a video element with whoever waits for its next frame. */
class Screen {
  readyState = 4;
  looks: Look[] = [];

  async play(): Promise<void> {}

  requestVideoFrameCallback(look: Look): void {
    this.looks.push(look);
  }

  /** frame presents one, and says whether anybody looked. */
  frame(rtpTimestamp?: number): boolean {
    const looks = this.looks.splice(0);
    for (const look of looks) look(0, rtpTimestamp === undefined ? {} : { rtpTimestamp });
    return looks.length > 0;
  }
}

let screen: Screen;
let delivered: { rtpTimestamp: number }[];
const receiver = { getSynchronizationSources: () => delivered } as unknown as RTCRtpReceiver;

beforeEach(() => {
  vi.useFakeTimers();
  screen = new Screen();
  delivered = [];
  vi.stubGlobal("document", { createElement: () => screen });
  vi.stubGlobal("HTMLMediaElement", { HAVE_CURRENT_DATA: 2 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** waited is a player, and what it calls once it shows a frame from there on. */
function waited(player: Player, from: number) {
  const then = vi.fn();
  return { then, stop: player.whenShown(from, then) };
}

describe("a player", () => {
  it("shows at once what was decoded before anybody asked", () => {
    const player = new Player({} as MediaStream, receiver);
    screen.frame(900);
    screen.frame(1000);
    expect(waited(player, 1000).then).toHaveBeenCalledOnce();
  });

  it("shows nothing that came before, and looks at no frame once it is shown", () => {
    const player = new Player({} as MediaStream, receiver);
    const { then } = waited(player, 1000);
    screen.frame(999);
    expect(then).not.toHaveBeenCalled();
    screen.frame(1000);
    expect(then).toHaveBeenCalledOnce();
    expect([screen.frame(1001), vi.getTimerCount()]).toEqual([false, 1]);
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("looks again for whoever comes next", () => {
    const player = new Player({} as MediaStream, receiver);
    waited(player, 1000);
    screen.frame(1000);
    const { then } = waited(player, 2000);
    screen.frame(1999);
    expect(then).not.toHaveBeenCalled();
    screen.frame(2000);
    expect(then).toHaveBeenCalledOnce();
  });

  it("finds a picture that has stood on screen since before anybody waited", () => {
    const player = new Player({} as MediaStream, receiver);
    waited(player, 1000);
    screen.frame(1000);
    delivered = [{ rtpTimestamp: 1500 }];
    const { then } = waited(player, 2000);
    vi.advanceTimersByTime(1000);
    expect(then).not.toHaveBeenCalled();
    delivered = [{ rtpTimestamp: 2000 }];
    vi.advanceTimersByTime(1000);
    expect(then).toHaveBeenCalledOnce();
  });

  it("waits no longer for whoever has gone", () => {
    const player = new Player({} as MediaStream, receiver);
    const { then, stop } = waited(player, 1000);
    stop();
    screen.frame(1000);
    expect([then.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
  });
});
