// Networks that block media: over ICE-TCP where UDP is blocked, over the relay where the media port is.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Family } from "./harness/browser";
import { text } from "./harness/pattern";
import type { Place } from "./harness/place";
import { run } from "./harness/processes";
import { roads } from "./harness/roads";
import { World } from "./harness/world";

interface Network {
  readonly name: string;
  /** What nftables drops of what comes from the person's place. */
  readonly dropped: (media: number, relay: number) => string[];
  /** The way that is left. */
  readonly way: Way;
}

/** Way is what a connection's statistics say of the pair of addresses it uses. */
interface Way {
  readonly kind: "direct" | "relayed";
  readonly protocol: string;
  readonly relayProtocol: string;
}

const networks: Network[] = [
  { name: "nothing blocked", dropped: () => [], way: { kind: "direct", protocol: "udp", relayProtocol: "" } },
  {
    name: "UDP blocked",
    // The relay's too, or a slow machine may find that way first.
    dropped: (_, relay) => ["meta l4proto udp", `tcp dport ${relay}`],
    way: { kind: "direct", protocol: "tcp", relayProtocol: "" },
  },
  {
    name: "the media port blocked",
    dropped: (media) => [`udp dport ${media}`, `tcp dport ${media}`],
    way: { kind: "relayed", protocol: "udp", relayProtocol: "udp" },
  },
  {
    name: "UDP and the media port blocked",
    dropped: (media) => ["meta l4proto udp", `tcp dport ${media}`],
    way: { kind: "relayed", protocol: "udp", relayProtocol: "tcp" },
  },
];

declare global {
  interface Window {
    connections?: RTCPeerConnection[];
    /** When the latest connection got through, in Unix milliseconds. */
    connectedAt?: number;
  }
}

let world: World;
beforeAll(async () => {
  world = await World.make();
});
afterAll(() => world.end());

const within = (family: Family) => (network: Network) => ({ ...network, family });
const relayed = networks.filter(({ way }) => way.kind === "relayed").map(within("firefox"));
const ways = roads([...networks.map(within("chromium")), ...relayed.slice(-1)], relayed.slice(0, -1));

describe.each(ways)("a person in $family, their network: $name", ({ family, name, dropped, way }) => {
  test("their screen is seen", async () => {
    const place = await world.place();
    await block(place, dropped(world.server.mediaPort, world.server.turnPort));
    const mediator = await world.mediator({ family: "chromium" });
    const person = await world.person({ family, display: true }, place);
    await person.page.evaluateOnNewDocument(follow);
    const code = await mediator.invite();
    await person.visit("/");
    await person.write("Votre code", code);
    const continued = Date.now();
    await person.press("Continuer");
    await person.waits();
    await mediator.knocked();
    await mediator.admits();
    await person.isIn();
    await person.paint();
    await mediator.watches();
    const asked = Date.now();
    await person.shows();
    const seen = await mediator.sees();
    expect(seen.code).toBe(text);
    await person.until(() => window.connectedAt !== undefined, "no connection was noted");
    const connected = await person.page.evaluate(() => window.connectedAt ?? 0);
    // The browser begins with the way that got through first, and goes over to the best.
    await expect.poll(() => person.page.evaluate(used), { timeout: 30_000 }).toEqual(way);
    console.log(
      `${family}, ${name}: from « Continuer », connected after ${Math.round(connected - continued)} ms, first frame seen after`,
      `${Math.round(seen.at - continued)} ms, which is ${Math.round(seen.at - asked)} ms from « Montrer mon écran »`,
    );
    await person.browser.close();
    await mediator.browser.close();
  });
});

/** block drops what matches on its way from a place to the server. */
async function block(place: Place, rules: readonly string[]): Promise<void> {
  const table = `blocks_${place.uplink}`;
  await run("nft", "add", "table", "inet", table);
  await run("nft", "add", "chain", "inet", table, "input", "{ type filter hook input priority 0 ; }");
  for (const rule of rules) {
    await run("nft", "add", "rule", "inet", table, "input", "iifname", place.uplink, ...rule.split(" "), "drop");
  }
}

/** follow runs in every page before its own scripts, and keeps its connections. */
function follow(): void {
  const connections: RTCPeerConnection[] = [];
  window.connections = connections;
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState === "connected") window.connectedAt = performance.timeOrigin + performance.now();
      });
    }
  };
}

/** used is the way that the page's latest connection takes. */
async function used(): Promise<Way> {
  const stats = (await window.connections?.at(-1)?.getStats()) as Map<string, Record<string, string>> | undefined;
  const all = [...(stats?.values() ?? [])];
  // Firefox marks the pair itself.
  const transport = all.find((each) => each.type === "transport");
  const chosen = all.find((each) => each.type === "candidate-pair" && each.selected);
  const pair = stats?.get(transport?.selectedCandidatePairId ?? "") ?? chosen;
  const local = stats?.get(pair?.localCandidateId ?? "");
  const kind = local?.candidateType === "relay" ? "relayed" : "direct";
  return { kind, protocol: local?.protocol ?? "", relayProtocol: local?.relayProtocol ?? "" };
}
