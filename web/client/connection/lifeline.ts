// A WebSocket that comes back by itself. Recovering is joining: there is no
// second way in, only the same first steps done again.
import { type ReadonlySignal, signal } from "@preact/signals";
import { type ClientMessage, type ServerMessage, version } from "../protocol.gen";
import { type Beat, type Policy, reaction, silent, wait } from "./policy";
import { ready, standing } from "./readiness";

/**
 * How the line stands: "joining" the very first time, "lost" whenever it has to
 * come back, "moved" when the page must be loaded anew, into another seat; the
 * others are final until somebody presses a button.
 */
export type Line = "joining" | "joined" | "lost" | "moved" | "elsewhere" | "over" | "gone" | "signed-out" | "faulty";

/** Joining is one attempt: what it sends first, what it does with what comes, and how it lets go. */
export interface Joining {
  hello(): Promise<ClientMessage | undefined>;
  take(message: ServerMessage): void;
  /** flows says whether sound or a picture has come since it was last asked. */
  flows(): boolean;
  end(): void;
}

export interface Purpose {
  /** The WebSocket's path. */
  readonly path: string;
  /** The page's own path: it says whether one may still be here. */
  readonly page: string;
  begin(): Joining;
}

type Timer = ReturnType<typeof setTimeout>;

interface Attempt {
  readonly joining: Joining;
  socket: WebSocket | undefined;
  established: boolean;
}

export class Lifeline {
  readonly #state = signal<Line>("joining");
  readonly state: ReadonlySignal<Line> = this.#state;

  readonly #purpose: Purpose;
  readonly #policy: Policy;
  /** The attempt that counts; what an earlier one says is dropped. */
  #current: Attempt | undefined;
  /** The one before, whose last picture stays until the current one is established. */
  #previous: Attempt | undefined;
  #failures = 0;
  #beat: Beat = { heard: 0, flowed: 0, looked: 0 };
  #timers = new Set<Timer>();
  #probing = false;
  #heartbeat: Timer | undefined;

  constructor(purpose: Purpose, policy: Policy) {
    this.#purpose = purpose;
    this.#policy = policy;
  }

  /** start joins, and keeps joined until stop. */
  start(): void {
    addEventListener("online", this.#doubt);
    addEventListener("pageshow", this.#shown);
    this.#heartbeat = setInterval(this.#look, this.#policy.pingEvery);
    this.join();
  }

  stop(): void {
    removeEventListener("online", this.#doubt);
    removeEventListener("pageshow", this.#shown);
    clearInterval(this.#heartbeat);
    this.#rest("over");
    this.#drop(this.#current);
    this.#drop(this.#previous);
    this.#current = this.#previous = undefined;
  }

  /** send says whether the message left; what did not is restated by the next joining. */
  send(message: ClientMessage): boolean {
    const socket = this.#current?.established ? this.#current.socket : undefined;
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  /** join begins a new attempt at once; it replaces the one there is. */
  join(): void {
    this.#still();
    this.#drop(this.#previous);
    this.#previous = this.#current;
    const attempt: Attempt = { joining: this.#purpose.begin(), socket: undefined, established: false };
    this.#current = attempt;
    if (this.#previous || this.#failures > 0) this.#state.value = "lost";
    this.#after(this.#policy.joinTimeout, () => {
      if (!attempt.established) this.#fail(attempt);
    });
    attempt.joining.hello().then(
      (hello) => this.#open(attempt, hello),
      () => this.#fail(attempt),
    );
  }

  #open(attempt: Attempt, hello: ClientMessage | undefined): void {
    if (attempt !== this.#current) return;
    const address = new URL(this.#purpose.path, location.href.replace(/^http/, "ws"));
    const socket = new WebSocket(address, version);
    attempt.socket = socket;
    socket.onopen = () => {
      if (hello) socket.send(JSON.stringify(hello));
    };
    socket.onmessage = (event) => this.#hear(attempt, JSON.parse(event.data) as ServerMessage);
    socket.onclose = (event) => this.#closed(attempt, event.code);
  }

  #hear(attempt: Attempt, message: ServerMessage): void {
    if (attempt !== this.#current) return;
    this.#beat = { ...this.#beat, heard: performance.now() };
    if (!attempt.established || this.#probing) this.#establish(attempt);
    attempt.joining.take(message);
  }

  #establish(attempt: Attempt): void {
    attempt.established = true;
    this.#failures = 0;
    this.#still();
    this.#state.value = "joined";
    this.#drop(this.#previous);
    this.#previous = undefined;
  }

  #closed(attempt: Attempt, code: number): void {
    if (attempt !== this.#current) return;
    const what = reaction(code);
    if (what === "rejoin") {
      this.#fail(attempt);
    } else {
      this.#rest(what);
      attempt.joining.end();
    }
  }

  /** #fail gives an attempt up and goes on by asking whether the server is there. */
  #fail(attempt: Attempt): void {
    if (attempt !== this.#current) return;
    const refused = !attempt.established;
    attempt.established = false;
    if (attempt.socket) silence(attempt.socket);
    this.#state.value = this.#state.value === "joining" && this.#failures < 2 ? "joining" : "lost";
    this.#failures += refused ? 1 : 0;
    this.#still();
    this.#probing = true;
    this.#after(wait(this.#policy.retries, this.#failures), () => void this.#probe(refused));
  }

  /** #probe asks /readyz until it answers: browsers put WebSockets off after failures, but not this. */
  async #probe(refused: boolean): Promise<void> {
    if (!this.#probing) return;
    const there = await ready(this.#policy.probeTimeout);
    const place = there && refused ? await standing(this.#purpose.page, this.#policy.probeTimeout) : "welcome";
    if (!this.#probing) return;
    if (place === "gone" || place === "signed-out") return this.#rest(place);
    if (there) return this.join();
    this.#after(this.#policy.probeEvery, () => void this.#probe(refused));
  }

  readonly #look = (): void => {
    const now = performance.now();
    if (this.#current?.joining.flows()) this.#beat = { ...this.#beat, flowed: now };
    const doubtful = silent(this.#policy, this.#beat, now);
    if (now - this.#beat.looked > this.#policy.silentAfter) this.#beat = { ...this.#beat, heard: now, looked: now };
    this.#beat = { ...this.#beat, looked: now };
    if (this.#state.value !== "joined") return;
    this.send({ type: "ping" });
    if (doubtful) this.#doubt();
  };

  /** #doubt looks for the server while the old link is kept: whichever speaks first wins. */
  readonly #doubt = (): void => {
    if (!this.#probing && this.#state.value !== "joined") return;
    this.#still();
    this.#probing = true;
    if (this.#current?.established) {
      this.send({ type: "ping" });
      if (performance.now() - this.#beat.heard > this.#policy.silentAfter) this.#state.value = "lost";
    }
    void this.#probe(false);
  };

  readonly #shown = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#state.value !== "elsewhere") this.join();
  };

  /** #rest stops trying. */
  #rest(state: Line): void {
    this.#still();
    this.#state.value = state;
  }

  #still(): void {
    this.#probing = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #after(delay: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, delay);
    this.#timers.add(timer);
  }

  #drop(attempt: Attempt | undefined): void {
    if (!attempt) return;
    if (attempt.socket) silence(attempt.socket);
    attempt.joining.end();
  }
}

function silence(socket: WebSocket): void {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close();
}
