import { beforeEach, expect, it, vi } from "vitest";
import { ready } from "./document";
import { maxParcel } from "./parcels";

let drawn: { size: number; type: string } | undefined;
vi.mock("../phone/photo", () => ({ prepare: async () => drawn }));

const bytes = (...begin: number[]): Blob => new Blob([new Uint8Array(begin)], { type: "text/html" });
const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);

/** sized is a file of so many bytes, of which only the first are there. */
function sized(blob: Blob, size: number): Blob {
  return { size, slice: (...range: number[]) => blob.slice(...range) } as unknown as Blob;
}

beforeEach(() => {
  drawn = { size: 1000, type: "image/jpeg" };
});

it("passes guides and screenshots as they are, by what their bytes say", async () => {
  expect(await ready(new Blob(["%PDF-1.7"]))).toMatchObject({ type: "application/pdf", size: 8 });
  expect(await ready(png)).toMatchObject({ type: "image/png", size: 9 });
});

it.each([
  ["a JPEG", bytes(0xff, 0xd8, 0xff, 0xe0)],
  ["a WebP", bytes(0x52, 0x49, 0x46, 0x46)],
  ["a large PNG", sized(png, maxParcel + 1)],
])("draws %s anew", async (_, file) => {
  expect(await ready(file)).toBe(drawn);
});

it("refuses what is not a picture, whatever it calls itself", async () => {
  drawn = undefined;
  expect(await ready(png)).toBe("not-a-picture");
  expect(await ready(new Blob(["<script>alert(1)</script>"], { type: "image/png" }))).toBe("not-a-picture");
});

it("refuses what is too large", async () => {
  expect(await ready(sized(new Blob(["%PDF-1.7"]), maxParcel + 1))).toBe("too-large");
  expect(await ready(sized(png, 100 * 1024 * 1024))).toBe("too-large");
  drawn = { size: maxParcel + 1, type: "image/jpeg" };
  expect(await ready(bytes(0x47, 0x49, 0x46))).toBe("too-large");
});
