import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Parcel } from "../protocol.gen";
import { maxParcel, type Order, Parcels, sendParcel } from "./parcels";

/** Request is an XMLHttpRequest that the test answers. */
class Request {
  static made: Request[] = [];
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly headers: string[] = [];
  address = "";
  status = 0;
  body: unknown;
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;

  constructor() {
    Request.made.push(this);
  }

  open(method: string, address: string): void {
    this.address = `${method} ${address}`;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.push(`${name}: ${value}`);
  }

  send(body: unknown): void {
    this.body = body;
  }

  abort(): void {
    this.onabort?.();
  }
}

const order: Order = {
  help: "h1",
  role: "mediator",
  to: "person",
  kind: "guide",
  key: "k1",
  title: "Ma notice & moi",
  blob: new Blob(["%PDF-"], { type: "application/pdf" }),
};

function only(): Request {
  expect(Request.made).toHaveLength(1);
  return Request.made[0] as Request;
}

beforeEach(() => {
  Request.made = [];
  vi.stubGlobal("XMLHttpRequest", Request);
});
afterEach(() => vi.unstubAllGlobals());

describe("sendParcel", () => {
  it("says whom it is for, what it is, and from which seat", () => {
    void sendParcel(order);
    expect(only().address).toBe(
      "POST /aide/h1/envois?to=person&kind=guide&key=k1&title=Ma+notice+%26+moi&role=mediator",
    );
    expect(only().headers).toEqual(["Content-Type: application/pdf"]);
    void sendParcel({ ...order, role: "person" });
    expect(Request.made[1]?.address).not.toContain("role");
  });

  it.each([
    [204, "delivered"],
    [403, "refused"],
    [409, "absent"],
    [413, "too-large"],
    [415, "not-a-picture"],
    [429, "too-many"],
    [504, "not-taken"],
    [502, "lost"],
  ])("after status %i it is %s", async (status, delivery) => {
    const sent = sendParcel(order);
    only().status = status;
    only().onload?.();
    expect(await sent).toBe(delivery);
  });

  it("tells how far it is, and can be cancelled", async () => {
    const shares: number[] = [];
    const cancel = new AbortController();
    const sent = sendParcel({ ...order, onProgress: (share) => shares.push(share), signal: cancel.signal });
    only().upload.onprogress?.({ loaded: 1, total: 4 });
    cancel.abort();
    expect(await sent).toBe("cancelled");
    expect(shares).toEqual([0.25]);
  });

  it("is lost with the network", async () => {
    const sent = sendParcel(order);
    only().onerror?.();
    expect(await sent).toBe("lost");
  });

  it("sends nothing that is too large", async () => {
    const large = { size: maxParcel + 1, type: "application/pdf" } as Blob;
    expect(await sendParcel({ ...order, blob: large })).toBe("too-large");
    expect(Request.made).toHaveLength(0);
  });
});

describe("Parcels", () => {
  const announced: Parcel = {
    type: "parcel",
    id: "p1",
    seat: "mediator",
    name: "Philippe",
    kind: "still",
    key: "k1",
    title: "Ici",
    medium: "image/png",
    size: 3,
    at: 1,
  };
  let answer: () => Promise<Response>;
  let fetched: string[];
  let revoked: string[];

  beforeEach(() => {
    fetched = [];
    revoked = [];
    let n = 0;
    answer = async () => new Response("abc");
    vi.stubGlobal("fetch", (address: string) => {
      fetched.push(address);
      return answer();
    });
    vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${++n}`);
    vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void revoked.push(url));
  });

  it("fetches what was announced, for its own seat", async () => {
    const parcels = new Parcels("h1", "person");
    await parcels.take(announced);
    expect(fetched).toEqual(["/aide/h1/envois/p1"]);
    expect(parcels.received.value).toMatchObject([{ id: "p1", kind: "still", title: "Ici", url: "blob:1" }]);
    await new Parcels("h1", "mediator").take(announced);
    expect(fetched[1]).toBe("/aide/h1/envois/p1?role=mediator");
  });

  it("puts a parcel sent again in the place of the other", async () => {
    const parcels = new Parcels("h1", "person");
    await parcels.take(announced);
    await parcels.take({ ...announced, id: "p2", key: "k2" });
    await parcels.take({ ...announced, id: "p3", title: "Ici encore" });
    expect(parcels.received.value.map(({ id }) => id)).toEqual(["p3", "p2"]);
    expect(revoked).toEqual(["blob:1"]);
  });

  it("never takes a page for a picture", async () => {
    const parcels = new Parcels("h1", "person");
    await parcels.take({ ...announced, medium: "text/html" });
    expect(parcels.received.value[0]?.blob.type).toBe("application/octet-stream");
  });

  it.each([
    ["gone", async () => new Response("", { status: 404 })],
    ["cut", () => Promise.reject(new TypeError("network"))],
  ])("leaves out what is %s", async (_, answered) => {
    answer = answered;
    const parcels = new Parcels("h1", "person");
    await parcels.take(announced);
    expect(parcels.received.value).toEqual([]);
    expect(parcels.coming.value).toBe(0);
  });

  it("frees what it lets go", async () => {
    const parcels = new Parcels("h1", "person");
    await parcels.take(announced);
    await parcels.take({ ...announced, id: "p2", key: "k2" });
    parcels.drop("p1");
    expect(parcels.received.value.map(({ id }) => id)).toEqual(["p2"]);
    parcels.close();
    expect(revoked).toEqual(["blob:1", "blob:2"]);
  });
});
