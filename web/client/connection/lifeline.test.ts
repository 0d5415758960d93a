import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closed, type ServerMessage } from "../protocol.gen";
import { Lifeline } from "./lifeline";
import { policy } from "./policy";

/** Line is the other end of a WebSocket that the page opened. */
class Line {
  static opened: Line[] = [];
  static readonly OPEN = 1;
  readyState = 0;
  readonly sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly address: URL) {
    Line.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = Line.OPEN;
    this.onopen?.();
    this.say({ type: "pong" });
  }

  say(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const events = new EventTarget();
let server: { ready: boolean; page: number };
let joinings: { ended: boolean; flows: boolean }[];

function lifeline(): Lifeline {
  const begin = () => {
    const joining = { ended: false, flows: false };
    joinings.push(joining);
    return {
      hello: async () => undefined,
      take: () => {},
      flows: () => joining.flows,
      end: () => {
        joining.ended = true;
      },
    };
  };
  const line = new Lifeline({ path: "/aide/x/ws", page: "/aide/x", begin }, policy);
  line.start();
  return line;
}

/** nth is the nth WebSocket that was opened, the first being 0. */
function nth(n: number): Line {
  const line = Line.opened[n];
  if (!line) throw new Error(`${Line.opened.length} opened, none is number ${n}`);
  return line;
}

beforeEach(() => {
  vi.useFakeTimers();
  Line.opened = [];
  joinings = [];
  server = { ready: true, page: 200 };
  vi.stubGlobal("WebSocket", Line);
  vi.stubGlobal("location", { href: "http://aide.example.org/aide/x" });
  vi.stubGlobal("addEventListener", events.addEventListener.bind(events));
  vi.stubGlobal("removeEventListener", events.removeEventListener.bind(events));
  vi.stubGlobal("fetch", async (path: string) => {
    if (!server.ready) throw new TypeError("no network");
    const status = path === "/readyz" ? 200 : server.page;
    return { ok: status < 400, status, type: "basic" };
  });
});

let line: Lifeline;

afterEach(() => {
  line.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function joined(): Promise<Lifeline> {
  line = lifeline();
  await vi.advanceTimersByTimeAsync(0);
  nth(0).accept();
  return line;
}

describe("Lifeline", () => {
  it("is joined once the server has spoken", async () => {
    line = lifeline();
    expect(line.state.value).toBe("joining");
    await vi.advanceTimersByTimeAsync(0);
    expect(nth(0).address.href).toBe("ws://aide.example.org/aide/x/ws");
    nth(0).accept();
    expect(line.state.value).toBe("joined");
  });

  it("joins anew when the socket is cut, as soon as the server answers", async () => {
    await joined();
    server.ready = false;
    nth(0).end(1006);
    expect(line.state.value).toBe("lost");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(Line.opened).toHaveLength(1);
    server.ready = true;
    await vi.advanceTimersByTimeAsync(policy.probeEvery);
    nth(1).accept();
    expect(line.state.value).toBe("joined");
    expect(joinings.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it("doubts a silent link, and keeps it if it speaks first", async () => {
    await joined();
    server.ready = false;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(line.state.value).toBe("lost");
    nth(0).say({ type: "pong" });
    expect(line.state.value).toBe("joined");
    await vi.advanceTimersByTimeAsync(900);
    expect(Line.opened).toHaveLength(1);
  });

  it("does not doubt a link over which sound comes while words wait", async () => {
    await joined();
    for (const joining of joinings) joining.flows = true;
    await vi.advanceTimersByTimeAsync(8_000);
    expect([line.state.value, Line.opened.length]).toEqual(["joined", 1]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(Line.opened).toHaveLength(2);
  });

  it("replaces a link that stays silent while the server answers elsewhere", async () => {
    await joined();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(Line.opened).toHaveLength(2);
    expect(joinings[0]?.ended).toBe(false);
    nth(1).accept();
    expect(joinings[0]?.ended).toBe(true);
  });

  it("drops what the earlier socket says after it was replaced", async () => {
    await joined();
    line.join();
    await vi.advanceTimersByTimeAsync(0);
    nth(0).end(closed.replaced);
    expect(line.state.value).toBe("lost");
    nth(1).accept();
    expect(line.state.value).toBe("joined");
  });

  it.each([
    [closed.replaced, "elsewhere"],
    [closed.ended, "over"],
    [closed.invalid, "faulty"],
    [closed.moved, "moved"],
  ])("rests when the server decides so (%i)", async (code, state) => {
    await joined();
    nth(0).end(code);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(line.state.value).toBe(state);
    expect(Line.opened).toHaveLength(1);
  });

  it("stops trying where the page itself is gone", async () => {
    line = lifeline();
    await vi.advanceTimersByTimeAsync(0);
    server.page = 404;
    nth(0).end(1006);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(line.state.value).toBe("gone");
    expect(Line.opened).toHaveLength(1);
  });

  it("sends only to a server that has answered", async () => {
    line = lifeline();
    await vi.advanceTimersByTimeAsync(0);
    expect(line.send({ type: "extend" })).toBe(false);
    nth(0).accept();
    expect(line.send({ type: "extend" })).toBe(true);
  });
});
