// Counting what really passes, in a page's own PeerConnections.
import type { Page } from "puppeteer-core";
import type { Actor } from "./actor";

declare global {
  interface Window {
    connections?: RTCPeerConnection[];
    /** A sum over the statistics of all of them. */
    packets?: (type: string, field: string) => Promise<number>;
  }
}

/** overhear keeps every PeerConnection of the pages to come; the page that is open is loaded again. */
export async function overhear(actor: Actor): Promise<void> {
  await actor.page.evaluateOnNewDocument(() => {
    const connections: RTCPeerConnection[] = [];
    window.connections = connections;
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
    window.packets = async (type, field) => {
      let sum = 0;
      for (const connection of connections) {
        const stats = (await connection.getStats()) as unknown as Map<string, Record<string, unknown>>;
        for (const each of stats.values()) if (each.type === type) sum += Number(each[field] ?? 0);
      }
      return sum;
    };
  });
  if (actor.page.url().startsWith("http")) await actor.page.reload();
}

/** received is how many RTP packets reached the page so far. */
export async function received(page: Page): Promise<number> {
  return page.evaluate(() => window.packets?.("inbound-rtp", "packetsReceived") ?? 0);
}

/** flowing waits until the page has sent a good many more packets. */
export async function flowing(page: Page): Promise<void> {
  const before = await page.evaluate(() => window.packets?.("outbound-rtp", "packetsSent") ?? 0);
  const more = async (least: number) => ((await window.packets?.("outbound-rtp", "packetsSent")) ?? 0) >= least;
  await page.waitForFunction(more, { polling: 100 }, before + 100);
}
