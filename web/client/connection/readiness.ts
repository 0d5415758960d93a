/** ready asks the server whether it answers at all; never throws. */
export async function ready(timeout: number): Promise<boolean> {
  try {
    const answer = await fetch("/readyz", { cache: "no-store", signal: AbortSignal.timeout(timeout) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Standing is what the page's own address says about the right to be here. */
export type Standing = "welcome" | "gone" | "signed-out" | "unknown";

/** standing tells a server that refuses a WebSocket for good from one that is only late. */
export async function standing(page: string, timeout: number): Promise<Standing> {
  try {
    const answer = await fetch(page, {
      method: "HEAD",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    if (answer.type === "opaqueredirect") return "signed-out";
    if (answer.status === 404 || answer.status === 403) return "gone";
    return answer.ok ? "welcome" : "unknown";
  } catch {
    return "unknown";
  }
}
