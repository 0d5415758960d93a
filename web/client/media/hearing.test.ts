import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loudness, whenHeard } from "./hearing";

let sound: number;
let closed: number;

class Context {
  state = "running";
  createAnalyser() {
    return { fftSize: 8, getFloatTimeDomainData: (samples: Float32Array) => samples.fill(sound) };
  }
  createMediaStreamSource() {
    return { connect: () => {} };
  }
  async close() {
    this.state = "closed";
    closed++;
  }
}

const track = {} as MediaStreamTrack;

beforeEach(() => {
  sound = closed = 0;
  vi.useFakeTimers();
  vi.stubGlobal("AudioContext", Context);
  vi.stubGlobal("MediaStream", class {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("whenHeard", () => {
  it("waits for a voice, tells it once, and listens no longer", () => {
    const heard = vi.fn();
    whenHeard(track, heard);
    vi.advanceTimersByTime(5_000);
    expect(heard).not.toHaveBeenCalled();
    sound = 0.1;
    vi.advanceTimersByTime(1_000);
    expect(heard).toHaveBeenCalledOnce();
    expect(closed).toBe(1);
  });

  it("can be told to stop", () => {
    const heard = vi.fn();
    const stop = whenHeard(track, heard);
    stop();
    stop();
    sound = 0.1;
    vi.advanceTimersByTime(1_000);
    expect(heard).not.toHaveBeenCalled();
    expect(closed).toBe(1);
  });

  it("believes the browser where it cannot listen", () => {
    vi.stubGlobal("AudioContext", undefined);
    const heard = vi.fn();
    whenHeard(track, heard);
    expect(heard).toHaveBeenCalledOnce();
  });
});

it("loudness is the root mean square", () => {
  expect(loudness(new Float32Array([0.5, -0.5]))).toBeCloseTo(0.5);
  expect(loudness(new Float32Array())).toBe(0);
});
