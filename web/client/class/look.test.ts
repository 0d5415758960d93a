import { expect, it } from "vitest";
import { look, type Questions } from "./look";

it.each<[string, Partial<Questions>, string, string]>([
  ["nothing", {}, "waiting", ""],
  ["what somebody reads before they show", { screen: "reading" }, "waiting", ""],
  ["the microphone is asked for", { microphone: "asked" }, "asked", "microphone"],
  ["an open question comes before what was refused", { screen: "refused", camera: "asked" }, "asked", "camera"],
  ["a screen that was asked for is missed most", { screen: "refused", microphone: "refused" }, "refused", "screen"],
  ["a voice is missed more than a face", { microphone: "refused", camera: "absent" }, "refused", "microphone"],
  ["a device that is not there", { microphone: "absent" }, "unable", "microphone"],
  ["a device in use elsewhere", { camera: "busy" }, "unable", "camera"],
  ["a browser that cannot show", { screen: "unable" }, "unable", "screen"],
])("%s", (_, questions, view, of) => {
  const all = { screen: "waiting", microphone: undefined, camera: undefined, ...questions } as const;
  expect(look(all)).toEqual({ type: "look", view, of });
});
