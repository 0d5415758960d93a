// The one offer of a PeerConnection (RFC 8829): the same m-lines in the same
// order each time, so that nothing is ever negotiated again. Sources start and
// stop by replaceTrack, and the server fills the receive slots.

import { firstBitrate, firstScale } from "./enlarge";

/** How many receive slots there are besides those for cameras: the loudest voices, and one screen. */
const slots = { audio: 3, screen: 1 } as const;

/** The simulcast layers of a camera: a quarter, a half, the full picture. */
const cameraLayers: RTCRtpEncodingParameters[] = [
  { rid: "q", scaleResolutionDownBy: 4, maxBitrate: 120_000 },
  { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 400_000 },
  { rid: "f", scaleResolutionDownBy: 1, maxBitrate: 1_200_000 },
];

/** A screen is text: few pictures a second, each of them sharp. */
export const screenEncoding: RTCRtpEncodingParameters = {
  maxBitrate: firstBitrate,
  maxFramerate: 15,
  scaleResolutionDownBy: firstScale,
};

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
export function lay(iceServers: RTCIceServer[], cameras: number): Layout | undefined {
  if (typeof RTCPeerConnection === "undefined") return undefined;
  const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers });
  const send = (kind: "audio" | "video", encodings?: RTCRtpEncodingParameters[]): RTCRtpSender => {
    const init: RTCRtpTransceiverInit = { direction: "sendonly" };
    if (encodings) init.sendEncodings = encodings;
    return choose(connection.addTransceiver(kind, init), kind).sender;
  };
  const receive = (kind: "audio" | "video", count: number): void => {
    for (let i = 0; i < count; i++) choose(connection.addTransceiver(kind, { direction: "recvonly" }), kind);
  };
  const senders = {
    microphone: send("audio"),
    camera: send("video", cameraLayers),
    screen: send("video", [screenEncoding]),
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
