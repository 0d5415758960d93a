// The way round networks that block media: TURN servers, whose credentials soon expire.

/** How long asking for fresh servers may hold a joining up, in milliseconds. */
const patience = 1000;

export class Relay {
  readonly #address: string;
  #servers: RTCIceServer[] | undefined;
  #fresh: boolean;

  /** given is what came with the page, for the first joining. */
  constructor(address: string, given: RTCIceServer[] | undefined) {
    this.#address = address;
    this.#servers = given;
    this.#fresh = given !== undefined;
  }

  /** servers are good for one joining; without an answer the last ones must do. */
  async servers(): Promise<RTCIceServer[]> {
    if (!this.#fresh) await this.#renew();
    this.#fresh = false;
    return this.#servers ?? [];
  }

  async #renew(): Promise<void> {
    try {
      const answer = await fetch(this.#address, { cache: "no-store", signal: AbortSignal.timeout(patience) });
      if (answer.ok) this.#servers = (await answer.json()) as RTCIceServer[];
    } catch {
      // The relay is a second way: the first one is tried without it.
    }
  }
}
