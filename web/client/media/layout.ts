// The one offer of a PeerConnection (RFC 8829): the same m-lines in the same
// order each time, so that nothing is ever negotiated again. Sources start and
// stop by replaceTrack, and the server fills the receive slots.

import { firstBitrate, firstScale } from "./enlarge";

/** How many receive slots there are besides those for cameras: the loudest voices, and one screen. */
const slots = { audio: 3, screen: 1 } as const;

/** Sending is how large and how often the pictures leave that a page sends. */
export interface Sending {
  /** The lines of its camera's picture. */
  readonly lines: number;
  /** The simulcast layers of its camera: a quarter, a half, the full picture. */
  readonly camera: readonly RTCRtpEncodingParameters[];
  /** Those of its screen; the last is the full one. A screen is text: few pictures a second, each of them sharp. */
  readonly screen: readonly RTCRtpEncodingParameters[];
}

/** A face that is seen large. */
const large = {
  lines: 720,
  camera: [
    { rid: "q", scaleResolutionDownBy: 4, maxBitrate: 120_000 },
    { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 400_000 },
    { rid: "f", scaleResolutionDownBy: 1, maxBitrate: 1_200_000 },
  ],
} as const;

/** One of the faces of a class. No layer has fewer pictures a second than another: hands that sign must be read in each. */
const small = {
  lines: 360,
  camera: [
    { rid: "q", scaleResolutionDownBy: 4, maxBitrate: 50_000 },
    { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 130_000 },
    { rid: "f", scaleResolutionDownBy: 1, maxBitrate: 450_000 },
  ],
} as const;

/**
 * The screen of a class has two sizes: whoever has a narrow link is given the small one, and nobody waits for them. Where
 * the sender's own link is short of room its camera gives way first (W3C WebRTC Priority; of the first, for all).
 */
const twice: readonly RTCRtpEncodingParameters[] = [
  { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 40_000, maxFramerate: 2, priority: "high" },
  { rid: "f", scaleResolutionDownBy: 1, maxBitrate: firstBitrate, maxFramerate: 15 },
];

export const inHelp: Sending = {
  ...large,
  screen: [{ scaleResolutionDownBy: firstScale, maxBitrate: firstBitrate, maxFramerate: 15 }],
};
export const beforeClass: Sending = { ...large, screen: twice };
export const inClass: Sending = { ...small, screen: twice };

export interface Senders {
  readonly microphone: RTCRtpSender;
  readonly camera: RTCRtpSender;
  readonly screen: RTCRtpSender;
}

export interface Layout {
  readonly connection: RTCPeerConnection;
  readonly senders: Senders;
  /** For what must be fresh rather than complete: unordered, never sent twice. */
  readonly fast: RTCDataChannel;
}

/** lay makes a PeerConnection with the fixed layout and so many slots for cameras, or undefined where the browser has none. */
export function lay(iceServers: RTCIceServer[], cameras: number, sending: Sending): Layout | undefined {
  if (typeof RTCPeerConnection === "undefined") return undefined;
  const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers });
  const send = (kind: "audio" | "video", encodings?: readonly RTCRtpEncodingParameters[]): RTCRtpSender => {
    const init: RTCRtpTransceiverInit = { direction: "sendonly" };
    if (encodings) init.sendEncodings = encodings.map((each) => ({ ...each }));
    return choose(connection.addTransceiver(kind, init), kind).sender;
  };
  const receive = (kind: "audio" | "video", count: number): void => {
    for (let i = 0; i < count; i++) choose(connection.addTransceiver(kind, { direction: "recvonly" }), kind);
  };
  const senders = {
    microphone: send("audio"),
    camera: send("video", sending.camera),
    screen: send("video", sending.screen),
  };
  receive("audio", slots.audio);
  receive("video", slots.screen + cameras);
  const fast = connection.createDataChannel("fast", { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 });
  return { connection, senders, fast };
}

/** choose offers only what the server forwards: Opus, and VP8 with its retransmissions. */
function choose(transceiver: RTCRtpTransceiver, kind: "audio" | "video"): RTCRtpTransceiver {
  const wanted = kind === "audio" ? ["audio/opus"] : ["video/VP8", "video/rtx"];
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs.filter((codec) => wanted.includes(codec.mimeType));
  // Where a browser cannot choose, its whole list goes and the server picks.
  if (codecs?.length && "setCodecPreferences" in transceiver) transceiver.setCodecPreferences(codecs);
  return transceiver;
}

/** keepSharp asks the encoder to lower the frame rate of a screen before its resolution. */
export async function keepSharp(sender: RTCRtpSender): Promise<void> {
  await prefer(sender, "maintain-resolution");
}

/** keepSmooth asks it for the contrary: hands that sign are read by how they move. */
export async function keepSmooth(sender: RTCRtpSender): Promise<void> {
  await prefer(sender, "maintain-framerate");
}

/** Not every browser lets a page ask (MST Content Hints); the hint on the track then says the same less firmly. */
async function prefer(sender: RTCRtpSender, preference: RTCDegradationPreference): Promise<void> {
  const parameters = sender.getParameters();
  parameters.degradationPreference = preference;
  await sender.setParameters(parameters).catch(() => {});
}
