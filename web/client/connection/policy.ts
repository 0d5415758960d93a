// When to doubt a connection, when to try again: values and pure functions, so
// that they can be read and tested without a network. Times in milliseconds.
import { closed } from "../protocol.gen";

export interface Policy {
  /** How often a ping is sent. */
  readonly pingEvery: number;
  /** How long nothing at all may come before the link is doubted. */
  readonly silentAfter: number;
  /** The same while sound or pictures come: a narrow link that loses much makes words wait, and is there. */
  readonly silentBeside: number;
  /** How often /readyz is asked while the link is gone. */
  readonly probeEvery: number;
  /** How long one such question may take. */
  readonly probeTimeout: number;
  /** How long a joining may take, from its first step to the first answer. */
  readonly joinTimeout: number;
  /** Waits before the second, third… attempt in a row; the last one repeats. */
  readonly retries: readonly number[];
  /** The same for media that does not get through while words do: each attempt costs the picture that may be left. */
  readonly mediaRetries: readonly number[];
}

export const policy: Policy = {
  pingEvery: 1000,
  silentAfter: 2000,
  silentBeside: 10_000,
  probeEvery: 400,
  probeTimeout: 1000,
  joinTimeout: 6000,
  retries: [0, 400, 800, 1600, 3000],
  mediaRetries: [0, 4000, 15_000, 60_000],
};

/** wait is how long to wait before an attempt, the first being 0. */
export function wait(delays: readonly number[], attempt: number): number {
  return delays[Math.min(attempt, delays.length - 1)] ?? 0;
}

/** Beat is what a heartbeat remembers: when a word last came, when sound or a picture did, and when it last looked. */
export interface Beat {
  readonly heard: number;
  readonly flowed: number;
  readonly looked: number;
}

/**
 * silent says whether the link must be doubted. A look that comes late means
 * that the page itself slept (hidden tab, closed lid): it proves nothing about
 * the link, which then gets its whole delay again.
 */
export function silent(p: Policy, beat: Beat, now: number): boolean {
  const slept = now - beat.looked > p.silentAfter;
  const patience = now - beat.flowed > p.silentAfter ? p.silentAfter : p.silentBeside;
  return !slept && now - beat.heard > patience;
}

/** What to do when the server or the network closed the WebSocket. */
export type Reaction = "rejoin" | "elsewhere" | "over" | "faulty" | "moved";

/** reaction reads a close code (RFC 6455, 7.4). Whatever is not a decision of the server is a lost link. */
export function reaction(code: number): Reaction {
  switch (code) {
    case closed.replaced:
      return "elsewhere";
    case closed.ended:
      return "over";
    case closed.invalid:
      return "faulty";
    case closed.moved:
      return "moved";
    default:
      return "rejoin";
  }
}
