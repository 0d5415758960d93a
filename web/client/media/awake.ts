// A screen that goes dark in the middle of a help takes the page with it (W3C
// Screen Wake Lock). The browser lets the lock go whenever the page is hidden.

/** Awake keeps the screen of this device lit. */
export class Awake {
  #wanted = false;
  #lock: WakeLockSentinel | undefined;
  #asking = false;

  /** keep says whether the screen is to stay lit from now on; as often as one likes. */
  keep(lit: boolean): void {
    if (lit === this.#wanted) return;
    this.#wanted = lit;
    if (lit) {
      document.addEventListener("visibilitychange", this.#ask);
      void this.#ask();
    } else {
      document.removeEventListener("visibilitychange", this.#ask);
      void this.#lock?.release();
      this.#lock = undefined;
    }
  }

  readonly #ask = async (): Promise<void> => {
    const locks = navigator.wakeLock as WakeLock | undefined;
    const held = this.#lock && !this.#lock.released;
    if (!locks || held || this.#asking || document.visibilityState !== "visible") return;
    this.#asking = true;
    try {
      const lock = await locks.request("screen");
      if (this.#wanted) this.#lock = lock;
      else void lock.release();
    } catch {
      // Refused, for a low battery say: the device keeps its own habits.
    } finally {
      this.#asking = false;
    }
  };
}
