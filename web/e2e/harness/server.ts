// The server under test: the very binary that is installed, with a data folder of its own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mediaAddress } from "./place";
import { Running } from "./processes";

const binary = fileURLToPath(new URL("../../../bin/coupdemain", import.meta.url));

/** The mediator of every test. */
export const philippe = {
  email: "philippe@example.org",
  password: "un mot de passe assez long",
  firstName: "Philippe",
  organization: "Maison des services",
  phone: "05 53 00 00 00",
  town: "Sainte-Foy-la-Grande",
};

let last = 8100;

export class Server {
  readonly port = ++last;
  readonly mediaPort = ++last;
  readonly turnPort = ++last;
  /** What no line of the log may hold. */
  readonly secrets = new Set<string>([philippe.password, "v=0"]);
  #data = "";
  #running: Running | undefined;
  /** What every run of it that ended has written. */
  log = "";

  /** The address in every browser: each place has its own way to it. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.#data ||= await mkdtemp(join(tmpdir(), "data-"));
    const args = ["--listen", `:${this.port}`, "--data", this.#data, "--media-port", String(this.mediaPort)];
    this.#running = new Running(binary, [
      "serve",
      ...args,
      "--media-ip",
      mediaAddress,
      "--turn-port",
      String(this.turnPort),
      "--metrics=",
    ]);
    await this.#ready(this.#running);
  }

  /** kill is a power cut. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<number | null> {
    return this.#end("SIGTERM");
  }

  /** addMediator creates the account by the command line, beside the running server. */
  async addMediator(who: typeof philippe = philippe, role: "mediator" | "coordinator" = "mediator"): Promise<void> {
    const args = ["--data", this.#data, "--email", who.email, "--name", who.firstName, "--role", role];
    args.push("--organization", who.organization, "--phone", who.phone, "--town", who.town);
    const adding = new Running(binary, ["mediator", "add", ...args]);
    adding.child.stdin?.end(`${who.password}\n`);
    const code = await adding.ended;
    if (code !== 0) throw new Error(`mediator add: ${code}: ${adding.output}`);
  }

  /** says waits for something that the server prints. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    if (!this.#running) throw new Error("the server does not run");
    return this.#running.says(pattern);
  }

  /** leaked is every secret that stands in the log. */
  leaked(): string[] {
    const log = this.log + (this.#running?.output ?? "");
    return [...this.secrets].filter((secret) => log.includes(secret));
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#data, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const running = this.#running;
    if (!running) return null;
    this.#running = undefined;
    const code = await running.stop(signal);
    this.log += running.output;
    return code;
  }

  async #ready(running: Running): Promise<void> {
    let over = false;
    void running.ended.then(() => {
      over = true;
    });
    while (!(await answers(`${this.origin}/readyz`))) {
      if (over) throw new Error(`the server ended:\n${running.output}`);
    }
  }
}

/** answers asks once, and is at once told when nobody listens; the pause between two questions is the event loop's. */
async function answers(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return false;
  }
}
