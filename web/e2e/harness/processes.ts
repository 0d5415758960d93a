// Processes that the tests start, and end.
import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { promisify } from "node:util";

/** How long a process may take to say what is waited for, or to end, in milliseconds. */
const patience = 30_000;

const execute = promisify(execFile);

/** run waits for a short command and gives what it printed. */
export async function run(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await execute(command, args, { timeout: patience });
  return stdout;
}

/** Running is a process that goes on until it is stopped. */
export class Running {
  readonly child: ChildProcess;
  /** What it wrote on both its outputs so far. */
  output = "";
  readonly ended: Promise<number | null>;

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    this.child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], ...options });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
    this.ended = new Promise((resolve) => {
      this.child.once("exit", (code) => resolve(code));
      this.child.once("error", () => resolve(null));
    });
  }

  /** says waits until a line of its output matches, and gives the match. */
  says(pattern: RegExp): Promise<RegExpMatchArray> {
    return new Promise((resolve, reject) => {
      const streams = [this.child.stdout, this.child.stderr];
      const look = (): void => {
        const match = this.output.match(pattern);
        if (!match) return;
        for (const stream of streams) stream?.off("data", look);
        resolve(match);
      };
      for (const stream of streams) stream?.on("data", look);
      const never = (why: string): void => {
        look();
        reject(new Error(`${this.child.spawnfile} ${why} without saying ${pattern}:\n${this.output}`));
      };
      setTimeout(never, patience, `went ${patience} ms`).unref();
      void this.ended.then((code) => never(`ended (${code})`));
      look();
    });
  }

  /** stop ends it with a signal and waits for the end, which comes by force (null) where it does not come by itself. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    this.child.kill(signal);
    const force = setTimeout(() => this.child.kill("SIGKILL"), patience);
    return this.ended.finally(() => clearTimeout(force));
  }
}
