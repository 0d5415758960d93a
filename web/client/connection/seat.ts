// One seat in one help: what the server says of it, and what this page sends.
// The views are functions of these signals.
import { computed, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { inHelp } from "../media/layout";
import type { Memory } from "../media/memory";
import type { Look, Mark, Role, Scene, ServerMessage } from "../protocol.gen";
import { Parcels } from "../sending/parcels";
import { say } from "../words";
import { asked } from "./role";
import { Station } from "./station";

/** How many cameras a one-to-one help shows at once. */
const cameras = 4;

const none: readonly Mark[] = [];

export class Seat extends Station {
  readonly help: string;
  readonly role: Role;
  /** Pictures and guides that came to this seat. */
  readonly parcels: Parcels;

  readonly #scene = signal<Scene | undefined>(undefined);
  readonly #away = signal(false);

  readonly scene: ReadonlySignal<Scene | undefined> = this.#scene;
  /** Whether whoever helps here looks away until the person's picture has stopped at its source. */
  readonly away: ReadonlySignal<boolean> = this.#away;
  readonly voice = this.microphone.voice;
  readonly at = computed<Look>(() => ({
    type: "look",
    view: this.#scene.value?.phase === "live" ? this.screen.asking.value : "waiting",
    of: "",
  }));
  readonly over = computed(() => this.#scene.value?.phase === "ended");
  readonly goesOn = computed(() => this.#scene.value !== undefined && !this.over.value);
  readonly left = computed(() => this.#scene.value?.phase === "closing");
  readonly helping = computed(() => this.#scene.value?.helper);
  readonly marks = computed(() => {
    const scene = this.#scene.value;
    return scene?.phase === "live" ? scene.marks : none;
  });

  /** iceServers are those that came with the page, if they are for this help. */
  constructor(help: string, role: Role, memory: Memory, iceServers?: RTCIceServer[]) {
    const path = `/aide/${help}`;
    super({ kind: "help", path, page: path, seat: asked("?", role), cameras, sending: inHelp, iceServers }, memory);
    this.help = help;
    this.role = role;
    this.parcels = new Parcels(help, role);
  }

  override start(): void {
    super.start();
    this.keep(() => this.#settle(this.#scene.value));
    this.keep(() => {
      if (this.#away.value) this.tell({ type: "pause-for-person" });
    });
    this.keep(() => {
      // Handed over: the same address now leads to the other seat.
      if (this.line.state.value === "moved") location.replace(`/aide/${this.help}`);
    });
    if (this.role === "person") this.keep(() => this.tell(this.at.value));
  }

  override close(): void {
    super.close();
    this.parcels.close();
  }

  /** out says that this seat was taken away while the help goes on: a guest left, or was asked to. */
  get out(): boolean {
    const { you, phase } = this.#scene.value ?? {};
    const guest = you !== "mediator" && you !== "person";
    return guest && this.line.state.value === "over" && phase !== "ended" && phase !== "closing";
  }

  /** lookAway shows nothing of the person's any more, from this press on, and puts their picture on pause at its source. */
  lookAway(): void {
    this.tellAnew("pause-for-person");
    this.#away.value = true;
  }

  /** lastWords is what the others write at this moment, or their last line: in the companion it is read without looking elsewhere. */
  override lastWords(): string {
    const scene = this.#scene.value;
    const own = scene?.phase === "live" || scene?.phase === "knocking" ? scene.caller.seat : "";
    const [writing] = [...this.writing.drafts.value].filter(([from]) => from !== own).map(([, text]) => text);
    if (writing) return writing;
    const line = this.writing.lines.value.findLast((each) => each.seat !== own);
    const still = this.parcels.received.value.findLast(({ kind }) => kind === "still");
    if (still && still.at >= (line?.at ?? 0)) return say("companion.sent.still", { name: still.name });
    if (!line) return "";
    return line.kind === "words" ? line.text : say(`companion.sent.${line.kind}`, { name: line.name });
  }

  override take(message: ServerMessage): void {
    switch (message.type) {
      case "state":
        this.set(message.scene.now);
        this.#scene.value = message.scene;
        if (!shows(message.scene)) this.#away.value = false;
        break;
      case "parcel":
        void this.parcels.take(message);
        break;
      default:
        super.take(message);
    }
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
}

/** shows says whether there is a picture to look at. */
function shows(scene: Scene): boolean {
  if (scene.phase !== "live") return false;
  const third = scene.guests.find(({ seat }) => seat === scene.watched);
  return (third ?? scene.caller).screen.state === "showing";
}
