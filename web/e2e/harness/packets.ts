// Counting what really passes, in a page's own PeerConnections.
import type { Page } from "puppeteer-core";
import type { Actor } from "./actor";

declare global {
  interface Window {
    connections?: RTCPeerConnection[];
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
  });
  if (actor.page.url().startsWith("http")) await actor.page.reload();
}

/** received is how many RTP packets reached the page so far. */
export async function received(page: Page): Promise<number> {
  return count(page, "inbound-rtp", "packetsReceived");
}

/** sent is how many left it. */
export async function sent(page: Page): Promise<number> {
  return count(page, "outbound-rtp", "packetsSent");
}

async function count(page: Page, type: string, field: string): Promise<number> {
  return page.evaluate(
    async (wanted, name) => {
      let packets = 0;
      for (const connection of window.connections ?? []) {
        const stats = (await connection.getStats()) as unknown as Map<string, Record<string, unknown>>;
        for (const each of stats.values()) if (each.type === wanted) packets += Number(each[name] ?? 0);
      }
      return packets;
    },
    type,
    field,
  );
}
