// A display that nobody looks at, on which a browser shows real windows.
import { Running } from "./processes";

let last = 10_000 + (process.pid % 10_000);

export class Display {
  readonly name: string;
  readonly #server: Running;

  private constructor(name: string, server: Running) {
    this.name = name;
    this.#server = server;
  }

  static async open(width: number, height: number): Promise<Display> {
    const name = `:${++last}`;
    const screen = ["-screen", "0", `${width}x${height}x24`];
    // The display's number is written to a file descriptor once it can be used.
    const server = new Running("Xvfb", [name, ...screen, "-nolisten", "tcp", "-displayfd", "1"]);
    await server.says(/^\d+$/m);
    return new Display(name, server);
  }

  async close(): Promise<void> {
    await this.#server.stop();
  }
}
