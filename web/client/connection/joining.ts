// One joining of a help or of a class: a new PeerConnection, its offer in the first message,
// its answer in the first reply.
import { effect, type ReadonlySignal } from "@preact/signals";
import { enlarge } from "../media/enlarge";
import { whenIdle } from "../media/idle";
import { keepSharp, keepSmooth, type Layout, lay, type Sending } from "../media/layout";
import { judge, sample } from "../media/quality";
import { type Receivers, receivers } from "../media/slots";
import type { ClientMessage, Drafted, Join, Link, Pointed, ServerMessage, Slot } from "../protocol.gen";
import type { Joining } from "./lifeline";

/** How often the link's quality is looked at, in milliseconds. */
const lookEvery = 2000;

type Outgoing = { readonly outgoing: ReadonlySignal<MediaStreamTrack | null> };

/** Seat is what a joining needs of whoever joins. */
export interface Joiner {
  readonly microphone: Outgoing;
  readonly camera: Outgoing;
  readonly screen: Outgoing;
  /** How many cameras it receives at once. */
  readonly cameras: number;
  readonly sending: Sending;
  readonly relay: { servers(): Promise<RTCIceServer[]> };
  /** restate is the first message, with how everything stands at this moment. */
  restate(offer: string): Join;
  take(message: ServerMessage): void;
  fill(slots: readonly Slot[], receivers: Receivers): void;
  /** opened gives the data channel of a joining. */
  opened(channel: RTCDataChannel): void;
  takeFast(message: Pointed | Drafted): void;
  connected(): void;
  /** failed says that media does not get through, or no longer. */
  failed(): void;
  judged(link: Link): void;
}

export class RoomJoining implements Joining {
  readonly #joiner: Joiner;
  #layout: Layout | undefined;
  #receivers: Receivers = new Map();
  #stops: (() => void)[] = [];
  #ended = false;
  #judging = false;
  /** When the sound or picture had come that was looked at last. */
  #came = 0;

  constructor(joiner: Joiner) {
    this.#joiner = joiner;
  }

  /** hello offers media; where that cannot be, words still go through. */
  async hello(): Promise<ClientMessage> {
    let offer = "";
    try {
      const servers = await this.#joiner.relay.servers();
      if (!this.#ended) this.#layout = lay(servers, this.#joiner.cameras, this.#joiner.sending);
      if (this.#layout) offer = await this.#offer(this.#layout);
    } catch {
      this.#layout = undefined;
    }
    if (this.#ended) throw new Error("this joining was given up before its offer was ready");
    return this.#joiner.restate(offer);
  }

  async #offer(layout: Layout): Promise<string> {
    this.#send(layout);
    this.#open(layout.fast);
    layout.connection.onconnectionstatechange = () => this.#changed(layout.connection.connectionState);
    await layout.connection.setLocalDescription();
    this.#receivers = receivers(layout.connection);
    return layout.connection.localDescription?.sdp ?? "";
  }

  take(message: ServerMessage): void {
    if (message.type === "joined") void this.#answer(message.answer);
    if (message.type === "slots") this.#joiner.fill(message.slots, this.#receivers);
    else this.#joiner.take(message);
  }

  flows(): boolean {
    for (const { receiver } of this.#receivers.values()) {
      for (const { timestamp } of receiver.getSynchronizationSources()) {
        if (timestamp <= this.#came) continue;
        this.#came = timestamp;
        return true;
      }
    }
    return false;
  }

  end(): void {
    this.#ended = true;
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#layout?.connection.close();
  }

  /** #send ties each sender to its source: what a source lets out leaves, and stops within the same call. */
  #send({ senders }: Layout): void {
    const tie = (sender: RTCRtpSender, source: Outgoing): void => {
      this.#stops.push(effect(() => void sender.replaceTrack(source.outgoing.value).catch(ignore)));
    };
    tie(senders.microphone, this.#joiner.microphone);
    tie(senders.camera, this.#joiner.camera);
    tie(senders.screen, this.#joiner.screen);
  }

  #open(channel: RTCDataChannel): void {
    channel.binaryType = "arraybuffer";
    channel.onopen = () => {
      if (!this.#ended) this.#joiner.opened(channel);
    };
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (!this.#ended) this.#joiner.takeFast(JSON.parse(new TextDecoder().decode(data)));
    };
  }

  async #answer(sdp: string): Promise<void> {
    const layout = this.#layout;
    if (!layout || !sdp) return;
    try {
      await layout.connection.setRemoteDescription({ type: "answer", sdp });
      await keepSharp(layout.senders.screen);
      await keepSmooth(layout.senders.camera);
      if (!this.#ended) this.#stops.push(enlarge(layout.senders.screen, this.#joiner.screen.outgoing));
    } catch {
      if (!this.#ended) this.#joiner.failed();
    }
  }

  #changed(state: RTCPeerConnectionState): void {
    if (this.#ended) return;
    if (state === "failed") this.#joiner.failed();
    if (state !== "connected") return;
    this.#joiner.connected();
    this.#judge();
  }

  #judge(): void {
    const connection = this.#layout?.connection;
    if (!connection || this.#judging) return;
    this.#judging = true;
    let before = sample([]);
    const look = async (): Promise<void> => {
      const now = sample((await connection.getStats()) as unknown as Map<string, Record<string, unknown>>);
      if (!this.#ended) this.#joiner.judged(judge(before, now));
      before = now;
    };
    const timer = setInterval(() => whenIdle(look), lookEvery);
    this.#stops.push(() => clearInterval(timer));
  }
}

/** A connection that was closed meanwhile sends nothing: there is nothing to mend. */
function ignore(): void {}
