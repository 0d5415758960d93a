import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Delivery, Order } from "../sending/parcels";
import { Photograph } from "./photograph";

const { prepare, sendParcel } = vi.hoisted(() => ({ prepare: vi.fn(), sendParcel: vi.fn() }));
vi.mock("./photo", () => ({ prepare }));
vi.mock("../sending/parcels", () => ({ sendParcel }));

const file = new Blob(["a file"]);
const drawn = new Blob(["drawn"], { type: "image/jpeg" });
let photograph: Photograph;
let orders: Order[];
let became: Delivery;
let urls: string[];

beforeEach(() => {
  orders = [];
  urls = [];
  became = "delivered";
  prepare.mockImplementation(async () => drawn);
  sendParcel.mockImplementation(async (order: Order) => {
    orders.push(order);
    order.onProgress?.(0.5);
    return became;
  });
  let n = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => {
    urls.push(`blob:${++n}`);
    return `blob:${n}`;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void urls.splice(urls.indexOf(url), 1));
  photograph = new Photograph({ help: "h1", role: "person" });
});
afterEach(() => vi.restoreAllMocks());

describe("Photograph", () => {
  it("shows what is going to leave, and sends that", async () => {
    await photograph.choose(file);
    expect(photograph.step.value).toEqual({ at: "ready", url: "blob:1" });
    expect(await photograph.send(["mediator", "colleague"])).toBe(true);
    expect(orders.map(({ to }) => to)).toEqual(["mediator", "colleague"]);
    expect(orders[0]).toMatchObject({ help: "h1", role: "person", kind: "photo", blob: drawn });
    expect(orders[0]?.key.length).toBeLessThanOrEqual(40);
    expect(photograph.step.value).toEqual({ at: "sent" });
    expect(urls).toEqual([]);
  });

  it.each<[Delivery, string]>([
    ["absent", "absent"],
    ["not-taken", "absent"],
    ["too-many", "busy"],
    ["lost", "lost"],
    ["refused", "lost"],
  ])("keeps what was %s, and sends it again under the same name", async (delivery, why) => {
    await photograph.choose(file);
    became = delivery;
    expect(await photograph.send(["mediator", "colleague"])).toBe(false);
    expect(photograph.step.value).toEqual({ at: "failed", url: "blob:1", why });
    became = "delivered";
    expect(await photograph.send(["mediator"])).toBe(true);
    expect(orders).toHaveLength(2);
    expect(orders[1]?.key).toBe(orders[0]?.key);
  });

  it("says that a file is no picture that can be read here", async () => {
    prepare.mockImplementation(async () => undefined);
    await photograph.choose(file);
    expect(photograph.step.value).toEqual({ at: "unreadable" });
    expect(await photograph.send(["mediator"])).toBe(false);
  });

  it("lets go what was chosen before", async () => {
    await photograph.choose(file);
    await photograph.choose(file);
    expect(urls).toEqual(["blob:2"]);
    photograph.drop();
    expect(photograph.step.value).toEqual({ at: "idle" });
    expect(urls).toEqual([]);
  });

  it("says nothing of a photograph that was given up on its way", async () => {
    await photograph.choose(file);
    const sent = photograph.send(["mediator"]);
    photograph.drop();
    expect(await sent).toBe(false);
    expect(photograph.step.value).toEqual({ at: "idle" });
  });
});
