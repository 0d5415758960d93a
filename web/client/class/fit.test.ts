import { expect, it } from "vitest";
import { share } from "./fit";

it("leaves what fits as it is", () => expect(share(() => true)).toBe(1));

it("makes type smaller until it fits", () => expect(share((at) => at <= 0.82)).toBe(0.8));

it("makes nothing smaller than can be read", () => expect(share(() => false)).toBe(0.6));
