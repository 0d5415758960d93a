// One seat in one help: what the server says of it, and what this page sends.
// The views are functions of these signals.
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { Awake } from "../media/awake";
import { Camera, canFilm } from "../media/camera";
import { clues, detect } from "../media/device";
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
  Pointed,
  Role,
  Scene,
  ServerMessage,
  Slot,
  View,
} from "../protocol.gen";
import { Parcels } from "../sending/parcels";
import { HelpJoining, type Joiner } from "./joining";
import { Lifeline } from "./lifeline";
import { Pointing } from "./pointing";
import { policy, wait } from "./policy";
import { Relay } from "./relay";
import { asked } from "./role";
import { Writing } from "./writing";

/** At most so many bytes wait on the data channel: what is not fresh any more had better be lost. */
const fastQueue = 16_384;

/** Whether pictures and sound get through; words go another way and may still pass. */
export type Media = "connecting" | "connected" | "failed" | "none";

export class Seat implements Joiner {
  readonly help: string;
  readonly role: Role;
  readonly device = detect(clues(), { canShow: canShow(), canFilm: canFilm() });
  readonly screen: ScreenShare;
  readonly camera = new Camera();
  readonly microphone: Microphone;
  readonly slots = new Slots();
  readonly speaking = new Speaking(this.slots);
  readonly #awake = new Awake();
  readonly line: Lifeline;
  readonly relay: Relay;
  /** Pictures and guides that came to this seat. */
  readonly parcels: Parcels;
  readonly writing = new Writing({
    send: (message) => this.line.send(message),
    fast: (message) => this.#sendFast(message),
  });
  readonly pointing = new Pointing((message) => this.#sendFast(message));

  readonly #scene = signal<Scene | undefined>(undefined);
  readonly #declined = signal<Declined | undefined>(undefined);
  readonly #media = signal<Media>("connecting");
  readonly #link = signal<Link>("unknown");
  readonly #away = signal(false);
  readonly #view = computed<View>(() => (this.#scene.value?.phase === "live" ? this.screen.asking.value : "waiting"));
  /** What the server was last told of each kind, so that it is told changes only. */
  readonly #told = new Map<ClientMessage["type"], string>();
  #stops: (() => void)[] = [];
  #failures = 0;
  #ahead = 0;
  #channel: RTCDataChannel | undefined;

  readonly scene: ReadonlySignal<Scene | undefined> = this.#scene;
  readonly declined: ReadonlySignal<Declined | undefined> = this.#declined;
  readonly media: ReadonlySignal<Media> = this.#media;
  /** Whether whoever helps here looks away until the person's picture has stopped at its source. */
  readonly away: ReadonlySignal<boolean> = this.#away;

  /** iceServers are those that came with the page, if they are for this help. */
  constructor(help: string, role: Role, memory: Memory, iceServers?: RTCIceServer[]) {
    this.help = help;
    this.role = role;
    this.parcels = new Parcels(help, role);
    this.screen = new ScreenShare(memory);
    this.microphone = new Microphone(memory);
    const page = `/aide/${help}`;
    const seat = asked("?", role);
    const path = `${page}/ws${seat}`;
    this.relay = new Relay(`${page}/relais${seat}`, iceServers);
    const begin = () => new HelpJoining(this);
    this.line = new Lifeline({ path, page, begin }, policy);
  }

  /** start joins and keeps the server told of every change here, until stop. */
  start(): void {
    this.line.start();
    this.#stops.push(this.speaking.start());
    this.#keep(() => this.#tell({ type: "film", camera: this.#filming }));
    this.#keep(() => this.#tell({ type: "speak", voice: this.microphone.voice.value }));
    this.#keep(() => this.#tell({ type: "report", link: this.#link.value }));
    this.#keep(() => this.#settle(this.#scene.value));
    this.#keep(() => {
      if (this.#away.value) this.#tell({ type: "pause-for-person" });
    });
    this.#keep(() => {
      // Handed over: the same address now leads to the other seat.
      if (this.line.state.value === "moved") location.replace(`/aide/${this.help}`);
    });
    this.#keep(() => this.#awake.keep(goesOn(this.#scene.value)));
    this.#keep(() => this.#tell({ type: "show", screen: this.screen.state.value }));
    if (this.role === "person") this.#keep(() => this.#tell({ type: "look", view: this.#view.value }));
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
    this.parcels.close();
  }

  /** send is for what a person presses; it says whether it left. */
  send(message: ClientMessage): boolean {
    this.#declined.value = undefined;
    return this.line.send(message);
  }

  /** out says that this seat was taken away while the help goes on: a guest left, or was asked to. */
  get out(): boolean {
    const { you, phase } = this.#scene.value ?? {};
    const guest = you !== "mediator" && you !== "person";
    return guest && this.line.state.value === "over" && phase !== "ended" && phase !== "closing";
  }

  /** lookAway shows nothing of the person's any more, from this press on, and puts their picture on pause at its source. */
  lookAway(): void {
    this.#told.delete("pause-for-person");
    this.#away.value = true;
  }

  /** now is the server's clock, in Unix milliseconds. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  restate(offer: string): Join {
    const screen = this.screen.state.value;
    const view = this.#view.value;
    const voice = this.microphone.voice.value;
    const camera = this.#filming;
    const stated: ClientMessage[] = [
      { type: "film", camera },
      { type: "speak", voice },
      { type: "look", view },
      { type: "show", screen },
    ];
    this.#told.clear();
    for (const message of stated) this.#told.set(message.type, JSON.stringify(message));
    this.#media.value = offer ? "connecting" : "none";
    return {
      type: "join",
      page: Math.round(performance.timeOrigin),
      offer,
      device: this.device,
      view,
      screen,
      camera,
      voice,
    };
  }

  take(message: ServerMessage): void {
    switch (message.type) {
      case "state":
        this.#ahead = message.scene.now - Date.now();
        this.#scene.value = message.scene;
        if (!shows(message.scene)) this.#away.value = false;
        break;
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
      case "parcel":
        void this.parcels.take(message);
        break;
      case "pointed":
      case "pong":
      case "slots":
      case "helps":
      case "class":
      case "captioned":
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

  /** #settle lets nothing leave this machine once the help is over, and undoably so while it is closing. */
  #settle(scene: Scene | undefined): void {
    untracked(() => {
      if (scene?.phase === "closing") this.screen.pause(scene.by);
      if (scene?.phase !== "ended") return;
      this.screen.stop();
      this.microphone.phone();
      this.camera.close();
    });
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

  #keep(action: () => void): void {
    this.#stops.push(effect(action));
  }

  /** #tell sends what has changed, as soon as there is somebody to send it to. */
  #tell(message: ClientMessage): void {
    if (this.line.state.value !== "joined") return;
    const text = JSON.stringify(message);
    if (this.#told.get(message.type) === text) return;
    if (this.line.send(message)) this.#told.set(message.type, text);
  }
}

/** goesOn says whether somebody waits or is helped: no screen may then go dark. */
function goesOn(scene: Scene | undefined): boolean {
  return scene !== undefined && scene.phase !== "ended";
}

/** shows says whether there is a picture to look at. */
function shows(scene: Scene): boolean {
  if (scene.phase !== "live") return false;
  const third = scene.guests.find(({ seat }) => seat === scene.watched);
  return (third ?? scene.caller).screen.state === "showing";
}
