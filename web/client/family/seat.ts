// One member's page of a family's room: what the server says of it, and what this page sends.
import { computed, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { type Helping, Station } from "../connection/station";
import { inHelp } from "../media/layout";
import type { Memory } from "../media/memory";
import type { FamilyScene, Look, Mark, Relative, ServerMessage, Voice } from "../protocol.gen";
import { outdated } from "./update";

/** How many faces are received at once. */
const cameras = 4;

/** How long a page that the server does not understand waits before it is loaded anew, in milliseconds. */
const mendAfter = 10_000;

const none: readonly Mark[] = [];

export class FamilySeat extends Station {
  /** Whether the page is left open on a tablet, for nobody to see to. */
  readonly kiosk: boolean;

  readonly #memory: Memory;
  readonly #scene = signal<FamilyScene | undefined>(undefined);
  /** The call that this page was in before it joined anew, until it is in it again; 0 for none. */
  #back = 0;
  #asked = false;
  /** What the room was when it asked. */
  #meanwhile: FamilyScene | undefined;
  /** The call that was hung up, until the server has let go of this page; 0 for none. */
  #leaving = 0;
  /** Whether the server was told of that since this page joined. */
  #told = false;

  readonly scene: ReadonlySignal<FamilyScene | undefined> = this.#scene;
  /** Whoever's page this is. */
  readonly me = computed(() => this.#scene.value?.members.find(({ seat }) => seat === this.#scene.value?.you));
  readonly others = computed<readonly Relative[]>(
    () => this.#scene.value?.members.filter(({ seat }) => seat !== this.#scene.value?.you) ?? [],
  );
  /** Whether this page is in the call, which may still ring. */
  readonly inCall = computed(() => this.me.value !== undefined && isIn(this.me.value));
  /** Whether this page is to ring. */
  readonly rung = computed(() => this.me.value?.state === "rung");

  readonly voice = computed<Voice>(() => {
    const { mode, muted } = this.microphone.voice.value;
    return { mode: "device", muted: muted || mode === "phone" };
  });
  readonly at = computed<Look>(() => ({ type: "look", view: "waiting", of: "" }));
  readonly over = computed(() => this.line.state.value === "over");
  readonly left = this.over;
  /** A tablet that is left open stays lit; another only while something happens. */
  readonly goesOn = computed(() => this.kiosk || this.inCall.value || this.rung.value);
  readonly marks = computed(() => none);
  readonly helping = computed<Helping | undefined>(() => undefined);

  constructor(memory: Memory, kiosk: boolean, iceServers?: RTCIceServer[]) {
    const path = "/famille";
    super({ kind: "family", path, page: path, seat: "", cameras, sending: inHelp, iceServers }, memory);
    this.#memory = memory;
    this.kiosk = kiosk;
  }

  override start(): void {
    super.start();
    let before = this.line.state.value;
    this.keep(() => {
      const now = this.line.state.value;
      if (before === "lost" && now === "joined") untracked(() => void this.#renew());
      if (now === "faulty" && this.kiosk) setTimeout(() => location.reload(), mendAfter);
      before = now;
    });
  }

  /** call rings the others; one's own microphone and camera open at the same press. */
  call(): void {
    if (!this.send({ type: "dial" })) return;
    this.#leaving = 0;
    this.#open();
  }

  /** pickUp comes into the call that rings or is on. */
  pickUp(): void {
    const call = this.#scene.value?.call;
    if (!call || !this.send({ type: "pick-up", call: call.n })) return;
    this.#leaving = 0;
    this.#open();
  }

  /** notNow lets it ring on without this page. */
  notNow(): void {
    const call = this.#scene.value?.call;
    if (call) this.send({ type: "not-now", call: call.n });
  }

  /** hangUp leaves the call, in this page at once, and for the others as soon as the server can be told. */
  hangUp(): void {
    const scene = this.#scene.value;
    this.#leaving = scene?.call?.n ?? 0;
    if (scene) this.#scene.value = without(scene);
    this.#back = 0;
    this.#close();
    this.#told = this.send({ type: "hang-up" });
  }

  /** film shows one's own face, or hides it. */
  film(on: boolean): void {
    if (on) void this.camera.on();
    else this.camera.off();
  }

  override lastWords(): string {
    return "";
  }

  override take(message: ServerMessage): void {
    switch (message.type) {
      case "joined":
        this.#back = Number(this.#memory.read("call") ?? 0);
        this.#asked = false;
        this.#told = false;
        break;
      case "family":
        this.set(message.scene.now);
        this.#enter(message.scene);
        break;
      case "declined":
        if (message.message === "pick-up" || message.message === "not-now") {
          // That call is over; the next scene says so, or has said so.
          this.#back = 0;
          if (this.#meanwhile) this.#enter(this.#meanwhile);
          if (!this.inCall.value) this.#close();
        } else super.take(message);
        break;
      default:
        super.take(message);
    }
  }

  /** #enter shows a scene. A page that was in a call asks to be in it again before it shows anything else. */
  #enter(scene: FamilyScene): void {
    const me = scene.members.find(({ seat }) => seat === scene.you);
    const stays = me !== undefined && isIn(me);
    const leaving = this.#leaving > 0;
    if (leaving) this.#leave(stays);
    if (leaving && stays) return;
    if (stays && scene.call) {
      if (this.#back === scene.call.n) void this.camera.again();
      this.#back = 0;
      this.#memory.write("call", String(scene.call.n));
    } else if (this.#back > 0) {
      if (!this.#asked) this.#asked = this.line.send({ type: "pick-up", call: this.#back });
      this.#meanwhile = scene;
      return;
    } else if (this.inCall.value) {
      this.#close();
    }
    this.#meanwhile = undefined;
    this.#scene.value = scene;
  }

  /** #leave sees to it that the call that was hung up lets go of this page, even if the word was lost on the way. */
  #leave(stays: boolean): void {
    if (this.#told) {
      if (!stays) this.#leaving = 0;
      return;
    }
    // A server that was away itself has forgotten who was in, and the others would wait for this page.
    if (!stays) this.line.send({ type: "pick-up", call: this.#leaving });
    this.#told = this.line.send({ type: "hang-up" });
  }

  #open(): void {
    void this.microphone.speak();
    this.film(true);
  }

  /** #close lets nothing leave this machine once one is not in a call. */
  #close(): void {
    this.#memory.write("call", "");
    this.microphone.phone();
    this.camera.close();
  }

  /** #renew loads the page anew if the server has another one now, unless somebody is in the middle of a call. */
  async #renew(): Promise<void> {
    if ((await outdated()) && !this.inCall.value && !this.rung.value && this.#back === 0) location.reload();
  }
}

/** isIn says whether somebody is in the call, heard or not. */
export function isIn({ state }: Relative): boolean {
  return state === "in" || state === "lost";
}

/** without is the room once this page has left the call; a call of one is none. */
function without(scene: FamilyScene): FamilyScene {
  const goesOn = scene.members.filter((one) => one.seat !== scene.you && isIn(one)).length > 1;
  const members = scene.members.map((one): Relative => {
    if (one.state === "away" || (goesOn && one.seat !== scene.you)) return one;
    return { ...one, state: one.state === "lost" ? "away" : "here" };
  });
  const { call, ...rest } = scene;
  return { ...rest, members, ...(goesOn && call ? { call } : {}) };
}
