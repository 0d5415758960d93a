// What every seat of a live page has, whatever it takes part in: its media, its
// line to the server, and what the server was last told of it.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { Awake } from "../media/awake";
import { Camera, canFilm } from "../media/camera";
import { clues, detect } from "../media/device";
import type { Sending } from "../media/layout";
import type { Memory } from "../media/memory";
import { Microphone } from "../media/microphone";
import { canShow, ScreenShare } from "../media/screen";
import { type Receivers, Slots } from "../media/slots";
import { Speaking } from "../media/speaking";
import type {
  ClientMessage,
  Declined,
  Drafted,
  FastMessage,
  Join,
  Link,
  Look,
  Mark,
  Pointed,
  ServerMessage,
  Slot,
  Voice,
} from "../protocol.gen";
import { type Joiner, RoomJoining } from "./joining";
import { Lifeline } from "./lifeline";
import { Pointing } from "./pointing";
import { policy, wait } from "./policy";
import { Relay } from "./relay";
import { Writing } from "./writing";

/** At most so many bytes wait on the data channel: what is not fresh any more had better be lost. */
const fastQueue = 16_384;

/** The most cameras that a telephone or a tablet receives at once: it decodes few. */
const portable = 4;

/** Whether pictures and sound get through; words go another way and may still pass. */
export type Media = "connecting" | "connected" | "failed" | "none";

/** Helping is who helps, as whoever shows a screen sees them beside it. */
export interface Helping {
  readonly seat: string;
  readonly firstName: string;
  readonly camera: boolean;
}

/** Place is where a seat is reached. */
export interface Place {
  /** What it is a seat in. */
  readonly kind: "help" | "class" | "family";
  /** The path that all addresses of this seat begin with. */
  readonly path: string;
  /** The page's own address: it says whether one may still be here. */
  readonly page: string;
  /** What follows it to say which seat is meant, "" for the only one: "?role=mediator". */
  readonly seat: string;
  /** How many cameras it receives at once, on a computer. */
  readonly cameras: number;
  readonly sending: Sending;
  /** The ICE servers that came with the page, if they are for this seat. */
  readonly iceServers: RTCIceServer[] | undefined;
}

export abstract class Station implements Joiner {
  readonly kind: Place["kind"];
  readonly device = detect(clues(), { canShow: canShow(), canFilm: canFilm() });
  readonly screen: ScreenShare;
  readonly camera: Camera;
  readonly microphone: Microphone;
  readonly slots = new Slots();
  readonly speaking = new Speaking(this.slots);
  readonly cameras: number;
  readonly sending: Sending;
  readonly line: Lifeline;
  readonly relay: Relay;
  readonly writing = new Writing({
    send: (message) => this.line.send(message),
    fast: (message) => this.#sendFast(message),
  });
  readonly pointing = new Pointing((message) => this.#sendFast(message));

  readonly #awake = new Awake();
  readonly #declined = signal<Declined | undefined>(undefined);
  readonly #media = signal<Media>("connecting");
  readonly #link = signal<Link>("unknown");
  /** What the server was last told of each kind, so that it is told changes only. */
  readonly #told = new Map<ClientMessage["type"], string>();
  #stops: (() => void)[] = [];
  #failures = 0;
  #ahead = 0;
  #channel: RTCDataChannel | undefined;

  readonly declined: ReadonlySignal<Declined | undefined> = this.#declined;
  readonly media: ReadonlySignal<Media> = this.#media;
  /** How good this page's own link is. */
  readonly link: ReadonlySignal<Link> = this.#link;

  /** Whether somebody waits, or takes part: no screen may then go dark. */
  abstract readonly goesOn: ReadonlySignal<boolean>;
  /** Whether all is over for good, and nothing may leave this machine any more. */
  abstract readonly over: ReadonlySignal<boolean>;
  /** Whether the other side left, and may come back. */
  abstract readonly left: ReadonlySignal<boolean>;
  /** Who helps. */
  abstract readonly helping: ReadonlySignal<Helping | undefined>;
  /** What is drawn on the screen that is looked at. */
  abstract readonly marks: ReadonlySignal<readonly Mark[]>;
  /** Where the voice of whoever is here goes. */
  abstract readonly voice: ReadonlySignal<Voice>;
  /** What this page is at: what whoever helps is told of it. */
  abstract readonly at: ReadonlySignal<Look>;
  /** lastWords is what whoever is here was last told in writing. */
  abstract lastWords(): string;

  constructor({ kind, path, page, seat, cameras, sending, iceServers }: Place, memory: Memory) {
    this.kind = kind;
    this.cameras = this.device.kind === "computer" ? cameras : Math.min(cameras, portable);
    this.sending = sending;
    this.camera = new Camera(sending.lines, memory);
    this.screen = new ScreenShare(memory);
    this.microphone = new Microphone(memory);
    this.relay = new Relay(`${path}/relais${seat}`, iceServers);
    this.line = new Lifeline({ path: `${path}/ws${seat}`, page, begin: () => new RoomJoining(this) }, policy);
  }

  /** start joins and keeps the server told of every change here, until stop. */
  start(): void {
    this.line.start();
    this.#stops.push(this.speaking.start());
    this.keep(() => this.tell({ type: "film", camera: this.#filming }));
    this.keep(() => this.tell({ type: "speak", voice: this.voice.value }));
    this.keep(() => this.tell({ type: "report", link: this.#link.value }));
    this.keep(() => this.tell({ type: "show", screen: this.screen.state.value }));
    this.keep(() => this.#awake.keep(this.goesOn.value));
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.line.stop();
    this.close();
  }

  /** close lets the screen, the camera and the microphone go. */
  close(): void {
    this.screen.close();
    this.camera.close();
    this.microphone.close();
    this.#awake.keep(false);
  }

  /** send is for what a person presses; it says whether it left. */
  send(message: ClientMessage): boolean {
    this.#declined.value = undefined;
    return this.line.send(message);
  }

  /** now is the server's clock, in Unix milliseconds. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  restate(offer: string): Join {
    const screen = this.screen.state.value;
    const at = this.at.value;
    const voice = this.voice.value;
    const camera = this.#filming;
    const stated: ClientMessage[] = [{ type: "film", camera }, { type: "speak", voice }, at, { type: "show", screen }];
    this.#told.clear();
    for (const message of stated) this.#told.set(message.type, JSON.stringify(message));
    this.#media.value = offer ? "connecting" : "none";
    return {
      type: "join",
      page: Math.round(performance.timeOrigin),
      offer,
      device: this.device,
      view: at.view,
      of: at.of,
      screen,
      camera,
      voice,
    };
  }

  take(message: ServerMessage): void {
    switch (message.type) {
      case "joined":
        this.writing.restart(message.lines);
        break;
      case "written":
        this.writing.written(message.line);
        break;
      case "pause":
        this.screen.pause("mediator");
        this.line.send({ type: "show", screen: this.screen.state.value });
        break;
      case "declined":
        if (message.reason === "media") this.#media.value = "failed";
        else this.#declined.value = message;
        break;
      case "drafted":
        this.writing.drafted(message);
        break;
      case "state":
      case "class":
      case "family":
      case "captioned":
      case "parcel":
      case "pointed":
      case "pong":
      case "slots":
      case "helps":
        break;
      default:
        message satisfies never;
    }
  }

  fill(slots: readonly Slot[], receivers: Receivers): void {
    this.slots.fill(slots, receivers);
  }

  opened(channel: RTCDataChannel): void {
    this.#channel = channel;
  }

  takeFast(message: Pointed | Drafted): void {
    if (message.type === "pointed") this.pointing.pointed(message);
    else this.writing.drafted(message);
  }

  connected(): void {
    this.#failures = 0;
    this.#media.value = "connected";
  }

  failed(): void {
    this.#media.value = "failed";
    const timer = setTimeout(
      () => {
        if (this.line.state.value === "joined") this.line.join();
      },
      wait(policy.mediaRetries, this.#failures++),
    );
    this.#stops.push(() => clearTimeout(timer));
  }

  judged(link: Link): void {
    this.#link.value = link;
  }

  /** set takes the server's clock over, in Unix milliseconds. */
  protected set(now: number): void {
    this.#ahead = now - Date.now();
  }

  /** keep does something now and whenever what it reads has changed, until stop. */
  protected keep(action: () => void): void {
    this.#stops.push(effect(action));
  }

  /** tell sends what has changed, as soon as there is somebody to send it to. */
  protected tell(message: ClientMessage): void {
    if (this.line.state.value !== "joined") return;
    const text = JSON.stringify(message);
    if (this.#told.get(message.type) === text) return;
    if (this.line.send(message)) this.#told.set(message.type, text);
  }

  /** tellAnew makes the next telling of a kind one of its own, even if it says the same. */
  protected tellAnew(kind: ClientMessage["type"]): void {
    this.#told.delete(kind);
  }

  #sendFast(message: FastMessage): boolean {
    const channel = this.#channel;
    if (channel?.readyState !== "open" || channel.bufferedAmount > fastQueue) return false;
    channel.send(JSON.stringify(message));
    return true;
  }

  get #filming(): boolean {
    return this.camera.outgoing.value !== null;
  }
}
