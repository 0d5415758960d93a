import { type Signal, signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Live, Role, Scene } from "../protocol.gen";
import type { Delivery, Order } from "../sending/parcels";
import { Album } from "./album";

let scene: Signal<Scene | undefined>;
let orders: Order[];
let became: Delivery;
let album: Album;

const guest = (seat: Role, agreed = true) => ({ seat, agreed, present: true });

function live(page: number, { you = "mediator" as Role, guests = [] as unknown[], present = true } = {}): Scene {
  const helper = { seat: "mediator" };
  return { phase: "live", you, helper, guests, caller: { seat: "person", page, present } } as unknown as Live;
}

const picture = () => new Blob(["picture"], { type: "image/jpeg" });
const send = (title: string) => album.send(picture(), title, () => {}, new AbortController().signal);
const sent = () => orders.map(({ to, title, key }) => [to, title, key]);

beforeEach(() => {
  vi.stubGlobal("URL", { createObjectURL: () => "blob:1" });
  orders = [];
  became = "delivered";
  scene = signal<Scene | undefined>(live(1));
  album = new Album({ help: "h", role: "mediator", scene }, async (order) => {
    orders.push(order);
    return became;
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("Album", () => {
  it("keeps in order what was delivered, each under a key of its own", async () => {
    await send("Un");
    await send("Deux");
    expect(album.sent.value.map(({ title }) => title)).toEqual(["Un", "Deux"]);
    expect(new Set(orders.map(({ key }) => key)).size).toBe(2);
    expect(orders.every(({ key }) => key.length <= 40)).toBe(true);
  });

  it("keeps nothing that did not arrive, and says why", async () => {
    became = "absent";
    expect(await send("Un")).toBe("absent");
    expect(album.sent.value).toEqual([]);
  });

  it("sends nothing once the help is over", async () => {
    scene.value = { phase: "ended" } as Scene;
    expect(await send("Un")).toBe("refused");
    expect(orders).toEqual([]);
  });

  it("sends them to a colleague the person has agreed to, and to nobody else", async () => {
    scene.value = live(1, { guests: [guest("colleague"), guest("interpreter")] });
    await send("Un");
    expect(orders.map(({ to }) => to)).toEqual(["person", "colleague"]);
    scene.value = live(1, { guests: [guest("colleague", false)] });
    await send("Deux");
    expect(orders.slice(2).map(({ to }) => to)).toEqual(["person"]);
  });

  it("sends them all again, in order and under the same keys, to a page that was loaded anew", async () => {
    await send("Un");
    await send("Deux");
    const before = sent();
    orders = [];
    scene.value = live(2, { present: false });
    expect(orders).toEqual([]);
    scene.value = live(2);
    await vi.waitFor(() => expect(orders).toHaveLength(2));
    expect(sent()).toEqual(before);
    scene.value = live(2);
    expect(orders).toHaveLength(2);
  });
});
