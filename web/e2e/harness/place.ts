// A place is where a browser is: a network namespace with one uplink to the
// server's, which can be cut, moved to another address, or made long.
import { fileURLToPath } from "node:url";
import { Running, run } from "./processes";

/** The address at which the server says its media is. */
export const mediaAddress = "10.99.0.1";

const relay = fileURLToPath(new URL("relay.mjs", import.meta.url));
let places = 0;

export class Place {
  readonly name: string;
  readonly #number: number;
  #host = 2;
  #relays: Running[] = [];

  private constructor() {
    this.#number = ++places;
    this.name = `place${this.#number}`;
  }

  /** make lays the uplink. */
  static async make(): Promise<Place> {
    if (process.env.E2E_NETWORK !== "isolated") {
      throw new Error("Run the tests by `make e2e`: they need network namespaces of their own (web/e2e/isolated.sh).");
    }
    const place = new Place();
    const { name, uplink } = place;
    await run("ip", "netns", "add", name);
    await run("ip", "link", "add", uplink, "type", "veth", "peer", "name", "eth0", "netns", name);
    await run("ip", "address", "add", `${place.gateway}/24`, "dev", uplink);
    await run("ip", "link", "set", uplink, "up");
    await run("ip", "-n", name, "link", "set", "lo", "up");
    await run("ip", "-n", name, "link", "set", "eth0", "up");
    await place.#settle();
    await place.#answerFrom(mediaAddress);
    return place;
  }

  /** The server's end of the uplink. */
  get gateway(): string {
    return `10.99.${this.#number}.1`;
  }

  get uplink(): string {
    return `up${this.#number}`;
  }

  /** listen makes a port of the server's namespace reachable on this place's own 127.0.0.1. */
  async listen(port: number, delay = 0): Promise<void> {
    await this.#relay("tcp", `127.0.0.1:${port}`, `${this.gateway}:${port}`, delay);
  }

  /** lengthen puts the media port behind a line with a delay, in milliseconds each way. */
  async lengthen(port: number, delay: number): Promise<void> {
    await run("ip", "-n", this.name, "address", "add", `${mediaAddress}/32`, "dev", "lo");
    await this.#answerFrom(this.gateway);
    await this.#relay("udp", `${mediaAddress}:${port}`, `${this.gateway}:${port}`, delay);
    await this.#relay("tcp", `${mediaAddress}:${port}`, `${this.gateway}:${port}`, delay);
  }

  /** expose makes a port of this place's 127.0.0.1 reachable by a Unix socket, which no network fault touches. */
  async expose(port: number, path: string): Promise<void> {
    await this.#relay("tcp", path, `127.0.0.1:${port}`, 0);
  }

  /** cut loses every packet in both directions, silently. */
  async cut(): Promise<void> {
    await run("nft", "add", "table", "inet", this.uplink);
    for (const [hook, side] of [
      ["input", "iifname"],
      ["output", "oifname"],
    ]) {
      const chain = `{ type filter hook ${hook} priority 0 ; }`;
      await run("nft", "add", "chain", "inet", this.uplink, `${hook}`, chain);
      await run("nft", "add", "rule", "inet", this.uplink, `${hook}`, `${side}`, this.uplink, "drop");
    }
  }

  /** worsen makes the uplink narrow, in kbit/s, and loses so many packets in a hundred each way. */
  async worsen(rate: number, loss: number): Promise<void> {
    const narrow = ["root", "tbf", "rate", `${rate}kbit`, "burst", "5kb", "latency", "300ms"];
    await run("tc", "qdisc", "replace", "dev", this.uplink, ...narrow);
    await run("tc", "-n", this.name, "qdisc", "replace", "dev", "eth0", ...narrow);
    const table = `${this.uplink}lossy`;
    await run("nft", "add", "table", "inet", table);
    for (const [hook, side] of [
      ["input", "iifname"],
      ["output", "oifname"],
    ]) {
      const chain = `{ type filter hook ${hook} priority 0 ; }`;
      const share = ["numgen", "random", "mod", "100", "<", String(loss)];
      await run("nft", "add", "chain", "inet", table, `${hook}`, chain);
      await run("nft", "add", "rule", "inet", table, `${hook}`, `${side}`, this.uplink, ...share, "drop");
    }
  }

  /** widen undoes what worsen did. */
  async widen(): Promise<void> {
    await run("tc", "qdisc", "delete", "dev", this.uplink, "root");
    await run("tc", "-n", this.name, "qdisc", "delete", "dev", "eth0", "root");
    await run("nft", "delete", "table", "inet", `${this.uplink}lossy`);
  }

  async mend(): Promise<void> {
    await run("nft", "delete", "table", "inet", this.uplink);
  }

  /** move gives this place another address; the old one is gone. */
  async move(): Promise<void> {
    await run("ip", "-n", this.name, "address", "flush", "dev", "eth0");
    this.#host++;
    await this.#settle();
  }

  /** run starts a program here. */
  run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Running {
    return new Running("ip", ["netns", "exec", this.name, command, ...args], { env });
  }

  async remove(): Promise<void> {
    await Promise.all(this.#relays.map((each) => each.stop("SIGKILL")));
    // The namespace itself ends with its last process, which may be a moment later.
    await run("ip", "link", "delete", this.uplink);
    await run("ip", "netns", "delete", this.name);
  }

  /** The server listens at every address, and answers UDP from the one that the route prefers. */
  async #answerFrom(address: string): Promise<void> {
    const net = `10.99.${this.#number}.0/24`;
    await run("ip", "route", "replace", net, "dev", this.uplink, "src", address);
  }

  async #settle(): Promise<void> {
    await run("ip", "-n", this.name, "address", "add", `10.99.${this.#number}.${this.#host}/24`, "dev", "eth0");
    await run("ip", "-n", this.name, "route", "add", "default", "via", this.gateway);
  }

  async #relay(kind: "tcp" | "udp", from: string, to: string, delay: number): Promise<void> {
    const running = this.run(process.execPath, [relay, kind, from, to, String(delay)]);
    this.#relays.push(running);
    await running.says(/^ready$/m);
  }
}
