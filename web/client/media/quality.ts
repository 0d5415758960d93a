// How good a connection is, in the few words that a page can say.
import type { Link } from "../protocol.gen";

/** Sample is what one look at the statistics gives (W3C WebRTC Statistics). */
export interface Sample {
  /** Seconds there and back, undefined before it was measured. */
  readonly roundTrip: number | undefined;
  /** Packets received and lost since the connection began, all streams together. */
  readonly received: number;
  readonly lost: number;
  /** The share of what is sent that the other end misses, from 0 to 1, the worst stream's. */
  readonly sentLost: number;
}

/** sample adds a report up. */
export function sample(report: Iterable<[string, Record<string, unknown>]>): Sample {
  let roundTrip: number | undefined;
  let received = 0;
  let lost = 0;
  let sentLost = 0;
  for (const [, stats] of report) {
    switch (stats.type) {
      case "candidate-pair":
        if (stats.nominated === true) roundTrip = number(stats.currentRoundTripTime) ?? roundTrip;
        break;
      case "inbound-rtp":
        received += number(stats.packetsReceived) ?? 0;
        lost += number(stats.packetsLost) ?? 0;
        break;
      case "remote-inbound-rtp":
        sentLost = Math.max(sentLost, number(stats.fractionLost) ?? 0);
        break;
      default:
    }
  }
  return { roundTrip, received, lost, sentLost };
}

/** judge says how the link is between two looks at it. */
export function judge(before: Sample, now: Sample): Link {
  const lost = Math.max(0, now.lost - before.lost);
  const expected = lost + Math.max(0, now.received - before.received);
  const loss = Math.max(now.sentLost, expected > 0 ? lost / expected : 0);
  if (now.roundTrip === undefined) return "unknown";
  if (loss > 0.15 || now.roundTrip > 1) return "bad";
  if (loss > 0.04 || now.roundTrip > 0.4) return "weak";
  return "good";
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
