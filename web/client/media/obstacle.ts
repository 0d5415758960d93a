/** Obstacle is why a camera or a microphone could not be had, as a person can mend it. */
export type Obstacle = "refused" | "absent" | "busy";

/** Notice is what is said beside the button: the browser is asking, or an obstacle. */
export type Notice = "asked" | Obstacle;

/** obstacle reads what getUserMedia threw (W3C Media Capture, 10.3). */
export function obstacle(error: unknown): Obstacle {
  const name = error instanceof Error ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "absent";
  }
}
