import { describe, expect, it } from "vitest";
import type { Caller, Request } from "../protocol.gen";
import { mustCallBack, wanted } from "./Ask";

const caller = (canShow: boolean, canFilm: boolean, mode: "phone" | "device" = "phone", present = true) =>
  ({ device: { canShow, canFilm }, voice: { mode, muted: false }, present }) as Caller;

describe("wanted", () => {
  it.each([
    ["a computer", caller(true, true), ["photo", "voice"]],
    ["a telephone", caller(false, true), ["photo", "screenshot", "camera", "voice"]],
    ["a telephone whose voice has moved", caller(false, true, "device"), ["photo", "screenshot", "camera"]],
    ["a telephone without a camera", caller(false, false), ["photo", "screenshot"]],
  ])("%s", (_, who, all) => {
    expect(wanted(who)).toEqual(all);
  });
});

describe("mustCallBack", () => {
  const request = (what: Request["for"], outcome: Request["outcome"]): Request => ({ for: what, outcome });
  it.each([
    ["nothing was asked", caller(false, true), request("", "open"), false],
    ["the voice does not get through", caller(false, true), request("voice", "unable"), true],
    ["they would rather not", caller(false, true), request("voice", "refused"), false],
    ["the voice has moved", caller(false, true, "device"), request("voice", "done"), false],
    ["the voice has moved and is lost", caller(false, true, "device", false), request("voice", "done"), true],
    ["lost, but still on the telephone", caller(false, true, "phone", false), request("", "open"), false],
    ["a photograph cannot be had", caller(false, true), request("photo", "unable"), false],
  ])("%s", (_, who, asked, must) => {
    expect(mustCallBack({ caller: who, request: asked })).toBe(must);
  });
});
