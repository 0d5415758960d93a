import { describe, expect, it } from "vitest";
import { judge, type Sample, sample } from "./quality";

const still: Sample = { roundTrip: 0.05, received: 1000, lost: 10, sentLost: 0 };

describe("judge", () => {
  it.each<[string, Partial<Sample>, string]>([
    ["nothing was measured yet", { roundTrip: undefined }, "unknown"],
    ["nothing moves, old losses are forgotten", {}, "good"],
    ["a little loss", { received: 1098, lost: 12 }, "good"],
    ["one packet in ten", { received: 1090, lost: 20 }, "weak"],
    ["one packet in four", { received: 1075, lost: 35 }, "bad"],
    ["what is sent gets lost", { sentLost: 0.2 }, "bad"],
    ["far away", { roundTrip: 0.6 }, "weak"],
    ["hardly there", { roundTrip: 1.5 }, "bad"],
    ["counters began again after a joining", { received: 0, lost: 0 }, "good"],
  ])("%s", (_, change, link) => {
    expect(judge(still, { ...still, ...change })).toBe(link);
  });
});

it("sample adds up every stream and keeps the pair in use", () => {
  const report = new Map<string, Record<string, unknown>>([
    ["a", { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 }],
    ["b", { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.1 }],
    ["c", { type: "inbound-rtp", packetsReceived: 10, packetsLost: 1 }],
    ["d", { type: "inbound-rtp", packetsReceived: 20 }],
    ["e", { type: "remote-inbound-rtp", fractionLost: 0.02 }],
    ["f", { type: "remote-inbound-rtp", fractionLost: 0.01 }],
    ["g", { type: "codec" }],
  ]);
  expect(sample(report)).toEqual({ roundTrip: 0.1, received: 30, lost: 1, sentLost: 0.02 });
});
