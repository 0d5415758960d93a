import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { prepare, shrunk } from "./photo";

describe("shrunk", () => {
  it.each([
    [4032, 3024, 2048, 1536],
    [3024, 4032, 1536, 2048],
    [2048, 2048, 2048, 2048],
    [390, 844, 390, 844],
    [100_000, 3, 2048, 1],
  ])("%i × %i becomes %i × %i", (width, height, w, h) => {
    expect(shrunk(width, height)).toEqual({ width: w, height: h });
  });
});

describe("prepare", () => {
  const picture = new Blob(["what a camera wrote"]);
  let canvas: { width: number; height: number };
  let asked: unknown[];
  let bitmap: { width: number; height: number; closed: boolean; close(): void };

  beforeEach(() => {
    asked = [];
    bitmap = {
      width: 4000,
      height: 1000,
      closed: false,
      close() {
        this.closed = true;
      },
    };
    canvas = Object.assign(
      { width: 0, height: 0 },
      {
        getContext: () => ({ fillRect: () => {}, drawImage: (...what: unknown[]) => asked.push(what) }),
        toBlob: (give: (blob: Blob) => void, type: string) => give(new Blob(["drawn"], { type })),
      },
    );
    vi.stubGlobal("document", { createElement: () => canvas });
    vi.stubGlobal("createImageBitmap", async (_: Blob, how: unknown) => {
      asked.push(how);
      return bitmap;
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("draws the picture anew, upright and small enough", async () => {
    const ready = await prepare(picture);
    expect(ready?.type).toBe("image/jpeg");
    expect(await ready?.text()).toBe("drawn");
    expect(asked).toEqual([{ imageOrientation: "from-image" }, [bitmap, 0, 0, 2048, 512]]);
    expect(canvas).toMatchObject({ width: 2048, height: 512 });
    expect(bitmap.closed).toBe(true);
  });

  it("gives nothing where the browser cannot read it", async () => {
    vi.stubGlobal("createImageBitmap", () => Promise.reject(new DOMException("", "InvalidStateError")));
    expect(await prepare(picture)).toBeUndefined();
  });
});
