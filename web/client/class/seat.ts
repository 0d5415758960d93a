// One seat in one class: what the server says of it, and what this page sends.
// The mediator's page, a participant's and the hall's are functions of these
// signals.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Helping, Station } from "../connection/station";
import { beforeClass, inClass } from "../media/layout";
import type { Memory } from "../media/memory";
import type {
  Class,
  ClassHelper,
  ClassRole,
  ClassScene,
  ClientMessage,
  Do,
  Faces,
  Hand,
  Look,
  Mark,
  See,
  ServerMessage,
  View,
  Voice,
} from "../protocol.gen";
import { Captioning } from "./captioning";
import { graft } from "./graft";
import { look, quiet } from "./look";
import { afterPaint } from "./paint";

/** How many cameras a page receives at once: an old computer decodes few. */
const cameras = { mediator: 12, participant: 8, hall: 4 } as const satisfies Record<ClassRole, number>;

const none: readonly Mark[] = [];

/** How long a question of the browser stands before it is one to a person, in milliseconds. */
const asksFor = 1000;

export class ClassSeat extends Station {
  readonly id: string;
  readonly role: ClassRole;
  /** What somebody types of what is being said. */
  readonly captions = new Captioning((message) => this.line.send(message));

  readonly #memory: Memory;
  readonly #scene = signal<ClassScene | undefined>(undefined);
  readonly #lesson = signal<Class | undefined>(undefined);
  readonly #kept = signal<ReadonlyMap<ClientMessage["type"], Do | Hand>>(new Map());
  readonly #telephone = signal(false);
  /** Whether the page has joined and not seen a class since. */
  #back = false;
  /** Whether the page has seen a scene. */
  #settled = false;
  /** Whether what was pressed is on screen: until then a scene waits, or on an old computer the press would. */
  #painted = true;
  #late: ClassScene | undefined;
  readonly #faces = signal<Faces>({ type: "faces", shown: false, page: 0 });
  readonly #sees = signal(true);
  #question: ReturnType<typeof setTimeout> | undefined;

  /** The last scene; a part of it that has not changed is the same object as before. */
  readonly scene: ReadonlySignal<ClassScene | undefined> = this.#scene;
  /** The last scene of a participant or of a hall. */
  readonly lesson: ReadonlySignal<Class | undefined> = this.#lesson;
  /** What was pressed and does not stand in a scene yet, by type: it is shown as pressed at once. */
  readonly pressed: ReadonlySignal<ReadonlyMap<ClientMessage["type"], Do | Hand>> = this.#kept;
  /** Whether something that was pressed waits for the connection. */
  readonly keeps = computed(() => this.#kept.value.size > 0 && this.line.state.value !== "joined");
  /** Whether whoever is here speaks and listens by a telephone beside: this page then keeps silent. */
  readonly telephone: ReadonlySignal<boolean> = this.#telephone;
  /** Which of the others' cameras are asked for. */
  readonly faces: ReadonlySignal<Faces> = this.#faces;

  readonly #inside = computed(() => {
    const phase = this.#scene.value?.phase;
    return phase === "class" || phase === "teaching";
  });

  /** How far the question for one's screen is, once a mediator has asked for it. */
  readonly #screenQuestion = computed<View>(() => {
    const { asking, notice } = this.screen;
    if ((this.#lesson.value?.me.asked ?? "nobody") === "nobody") return "waiting";
    const { canShow, canFilm } = this.device;
    // What has no screen to show may show by its camera, and was not asked for that yet.
    return !canShow && canFilm && !notice.value ? "waiting" : asking.value;
  });

  /** A voice by this page that has no microphone is one that is muted. */
  readonly voice = computed<Voice>(() => {
    if (this.#telephone.value) return { mode: "phone", muted: false };
    const { mode, muted } = this.microphone.voice.value;
    return { mode: "device", muted: muted || mode === "phone" };
  });
  readonly at = computed<Look>(() => {
    if (this.role !== "participant") return quiet;
    const microphone = this.microphone.notice.value;
    return look({ screen: this.#screenQuestion.value, microphone, camera: this.camera.notice.value });
  });
  readonly over = computed(() => this.#scene.value?.phase === "over");
  readonly left = this.over;
  readonly goesOn = computed(() => this.#scene.value !== undefined && !this.over.value);
  readonly marks = computed(() => {
    const scene = this.#scene.value;
    return scene?.phase === "class" || scene?.phase === "teaching" ? scene.marks : none;
  });
  readonly helping = computed<Helping | undefined>(() => {
    const scene = this.#scene.value;
    const aside = scene && "aside" in scene ? scene.aside : "";
    return scene && leading(scene.helpers, aside);
  });

  /** iceServers are those that came with the page, if they are for this seat. */
  constructor(id: string, role: ClassRole, memory: Memory, iceServers?: RTCIceServer[]) {
    const path = `/seance/${id}`;
    const seat = `?role=${role}`;
    const sending = role === "participant" ? inClass : beforeClass;
    super({ kind: "class", path, page: `${path}${seat}`, seat, cameras: cameras[role], sending, iceServers }, memory);
    this.id = id;
    this.role = role;
    this.#memory = memory;
    this.#telephone.value = memory.read("telephone") === "on";
    const kept = memory.read("faces");
    this.#faces.value = { type: "faces", shown: kept ? kept === "shown" : this.device.kind === "computer", page: 0 };
  }

  override start(): void {
    super.start();
    this.keep(() => this.#tellInside(this.#faces.value));
    this.keep(() => this.#tellInside({ type: "see", screen: this.#sees.value }));
    this.keep(() => this.#tellLook(this.at.value));
    this.keep(() => {
      // The same address now leads to another seat.
      if (this.line.state.value === "moved") location.reload();
    });
  }

  /** press says how far one is, or raises one's hand. Until it stands in a scene it is kept, and said again after the next joining. */
  press(message: Do | Hand): void {
    this.#kept.value = new Map(this.#kept.value).set(message.type, message);
    this.#painted = false;
    afterPaint(() => {
      this.#painted = true;
      this.#catchUp();
    });
    this.send(message);
  }

  /** listen says whether whoever is here does so by a telephone; this page's microphone is then let go. */
  listen(byTelephone: boolean): void {
    if (byTelephone) this.microphone.phone();
    this.#telephone.value = byTelephone;
    this.#memory.write("telephone", byTelephone ? "on" : "off");
  }

  /** look asks for a page of the others' faces, or puts them away. */
  look(shown: boolean, page = 0): void {
    this.#faces.value = { type: "faces", shown, page };
    this.#memory.write("faces", shown ? "shown" : "away");
  }

  /** sees says whether what is shown large is really on this page. */
  sees(screen: boolean): void {
    this.#sees.value = screen;
  }

  /** lastWords is what a mediator writes at this moment, or their last line. */
  override lastWords(): string {
    const own = this.#scene.value?.you;
    const [writing] = [...this.writing.drafts.value].filter(([from]) => from !== own).map(([, text]) => text);
    return writing ?? this.writing.lines.value.findLast(({ seat }) => seat !== own)?.text ?? "";
  }

  override take(message: ServerMessage): void {
    if (message.type === "class" && !this.#painted) {
      this.#late = message.scene;
      return;
    }
    this.#catchUp();
    switch (message.type) {
      case "class":
        this.#show(message.scene);
        break;
      case "captioned":
        this.captions.captioned(message);
        break;
      case "joined":
        super.take(message);
        this.captions.restart();
        this.#back = true;
        break;
      case "declined":
        super.take(message);
        this.#keep([...this.#kept.value.values()].filter(({ type }) => type !== message.message));
        break;
      default:
        super.take(message);
    }
  }

  /** #catchUp shows the scene that came while a press was not on screen yet. */
  #catchUp(): void {
    const scene = this.#late;
    this.#late = undefined;
    if (scene) this.#show(scene);
  }

  #show(scene: ClassScene): void {
    this.set(scene.now);
    this.#scene.value = graft(this.#scene.value, scene);
    this.#settle(this.#scene.value);
    if (this.#scene.value.phase === "class") this.#hold(this.#scene.value);
  }

  /** #hold takes a class over. What was pressed and may have been lost with the connection is said again. */
  #hold(lesson: Class): void {
    this.#lesson.value = lesson;
    const pressed = [...this.#kept.value.values()].filter((message) => !stands(message, lesson));
    if (this.#back) for (const message of pressed) this.line.send(message);
    this.#back = false;
    // What was said of another step than the current one stands in no scene.
    this.#keep(pressed.filter((message) => message.type !== "do" || message.step === lesson.step));
  }

  #keep(pressed: readonly (Do | Hand)[]): void {
    if (pressed.length < this.#kept.value.size) {
      this.#kept.value = new Map(pressed.map((message) => [message.type, message]));
    }
  }

  /** #tellInside tells what only matters of whoever was let in. */
  #tellInside(message: Faces | See): void {
    if (this.#inside.value) this.tell(message);
  }

  /** #tellLook tells a question once it is one to a person: a browser that was given leave before answers it by itself. */
  #tellLook(message: Look): void {
    clearTimeout(this.#question);
    if (this.role !== "participant") return;
    if (message.view !== "asked") this.tell(message);
    else this.#question = setTimeout(() => this.tell(message), asksFor);
  }

  /**
   * #settle lets nothing leave this machine once the class is over, or for whoever was sent out; the camera of anybody
   * else is on again if it was before the page was loaded.
   */
  #settle(scene: ClassScene): void {
    const first = !this.#settled;
    this.#settled = true;
    if (scene.phase !== "over" && !(scene.phase === "lobby" && scene.wait === "out")) {
      if (first) void this.camera.again();
      return;
    }
    this.screen.stop();
    this.microphone.phone();
    // Whoever teaches films again in the next class.
    if (this.role === "mediator") this.camera.close();
    else this.camera.off();
  }
}

/** stands says whether a class shows what was pressed. */
function stands(message: Do | Hand, { step, me }: Class): boolean {
  if (message.type === "hand") return me.hand === message.up;
  return message.step === step && me.progress === message.progress;
}

/** leading is whoever a person looks at: who speaks with them alone, or else who leads the class. */
export function leading(helpers: readonly ClassHelper[], aside = ""): ClassHelper | undefined {
  const of = (which: (helper: ClassHelper) => boolean) => helpers.find(which);
  return of(({ seat }) => seat === aside) ?? of(({ leads }) => leads) ?? helpers[0];
}
