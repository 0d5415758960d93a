// The beginning of a screen. A page of text is large, and a connection that has
// sent nothing yet sends slowly: a first picture of half the size comes sooner,
// the whole one right behind it, with more bits for a moment so that it is
// sharp at once.
import { effect, type ReadonlySignal } from "@preact/signals";

/** What a screen's first picture is scaled down by (W3C WebRTC, scaleResolutionDownBy). */
export const firstScale = 2;

/** The most a screen may take while it begins, and afterwards, in bit/s. */
export const firstBitrate = 8_000_000;
const bitrate = 3_500_000;

/** How long it begins, from its first picture on, and how often that is looked for, in milliseconds. */
const beginsFor = 4000;
const lookEvery = 50;

/** enlarge sends the whole picture of a source as soon as a first one has left. It returns what gives that up. */
export function enlarge(sender: RTCRtpSender, source: ReadonlySignal<MediaStreamTrack | null>): () => void {
  const { scaleResolutionDownBy = 1, maxBitrate = 0 } = sender.getParameters().encodings.at(-1) ?? {};
  const done = { scaleResolutionDownBy, maxBitrate };
  let sentAt = 0;
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy || !sender.track) return;
    busy = true;
    try {
      if (sentAt === 0 && (await hasSent(sender))) sentAt = performance.now();
      if (sentAt === 0) return;
      const settled = performance.now() - sentAt > beginsFor;
      const now = { scaleResolutionDownBy: 1, maxBitrate: settled ? bitrate : firstBitrate };
      if (now.scaleResolutionDownBy !== done.scaleResolutionDownBy || now.maxBitrate !== done.maxBitrate) {
        await set(sender, now);
        Object.assign(done, now);
      }
      if (settled) stop();
    } catch {
      // Parameters may not change while something else changes them: tried again at the next look.
    } finally {
      busy = false;
    }
  };
  const stop = effect(() => {
    if (!source.value) return;
    const timer = setInterval(look, lookEvery);
    return () => clearInterval(timer);
  });
  return stop;
}

/** A smaller size beside the full picture stays as it is. */
async function set(sender: RTCRtpSender, encoding: RTCRtpEncodingParameters): Promise<void> {
  const parameters = sender.getParameters();
  Object.assign(parameters.encodings.at(-1) ?? {}, encoding);
  await sender.setParameters(parameters);
}

async function hasSent(sender: RTCRtpSender): Promise<boolean> {
  const report = await sender.getStats();
  for (const entry of report.values() as Iterable<{ type: string; framesSent?: number; framesEncoded?: number }>) {
    if (entry.type === "outbound-rtp" && (entry.framesSent ?? entry.framesEncoded ?? 0) > 0) return true;
  }
  return false;
}
