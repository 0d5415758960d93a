// The desk: a mediator's live helps, and the one that is open in this page.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Joining, Lifeline } from "../connection/lifeline";
import { policy } from "../connection/policy";
import { Seat } from "../connection/seat";
import { helperMemory } from "../media/memory";
import type { HelpSummary, Role, ServerMessage } from "../protocol.gen";

const home = "/espace";

export class Desk {
  readonly #helps = signal<readonly HelpSummary[] | undefined>(undefined);
  readonly #open = signal<Seat | undefined>(undefined);
  readonly #opening = signal<"idle" | "asked" | "failed">("idle");
  #ahead = 0;

  /** The live helps, newest first; undefined before the server said. */
  readonly helps: ReadonlySignal<readonly HelpSummary[] | undefined> = this.#helps;
  /** The help that is open in this page. */
  readonly open: ReadonlySignal<Seat | undefined> = this.#open;
  readonly opening: ReadonlySignal<"idle" | "asked" | "failed"> = this.#opening;
  readonly line: Lifeline;

  constructor() {
    const begin = (): Joining => ({
      hello: async () => undefined,
      take: (message) => this.#take(message),
      flows: () => false,
      end: () => {},
    });
    this.line = new Lifeline({ path: `${home}/ws`, page: home, begin }, policy);
  }

  /** start follows the helps, and opens the one that the page's address names, in the seat that is one's own there. */
  start(help: string, role: Role, iceServers: RTCIceServer[]): void {
    this.line.start();
    if (help) this.enter(help, role, iceServers);
    addEventListener("popstate", () => this.#follow());
    effect(() => this.#name());
  }

  /** begin opens a new help and enters it: its code is to be said. */
  async begin(): Promise<void> {
    this.#opening.value = "asked";
    try {
      const answer = await fetch(`${home}/aides`, { method: "POST", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`opening a help: status ${answer.status}`);
      const { id } = (await answer.json()) as { id: string };
      this.#opening.value = "idle";
      this.enter(id);
    } catch {
      this.#opening.value = "failed";
    }
  }

  /** enter opens a help here; the camera comes on at once if it was on last time, so that it is warm. */
  enter(help: string, role: Role = "mediator", iceServers?: RTCIceServer[]): void {
    if (this.#open.value?.help === help) return;
    this.#open.value?.stop();
    const seat = new Seat(help, role, helperMemory(help), iceServers);
    this.#open.value = seat;
    void seat.camera.again();
    seat.start();
  }

  /** leave goes back to the list; the help goes on. */
  leave(): void {
    this.#open.value?.stop();
    this.#open.value = undefined;
    if (location.pathname !== home) history.pushState(null, "", home);
  }

  now(): number {
    return Date.now() + this.#ahead;
  }

  #take(message: ServerMessage): void {
    if (message.type !== "helps") return;
    this.#ahead = message.now - Date.now();
    this.#helps.value = message.helps;
  }

  /** #name gives the page the help's own address once the person is in: a reload then leads back to it. */
  #name(): void {
    const seat = this.#open.value;
    if (seat?.scene.value?.phase !== "live") return;
    const path = `/aide/${seat.help}`;
    if (location.pathname !== path) history.pushState(null, "", path);
  }

  #follow(): void {
    const help = /^\/aide\/([^/]+)$/.exec(location.pathname)?.[1];
    if (help) this.enter(decodeURIComponent(help));
    else this.leave();
  }
}
