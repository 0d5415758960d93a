/**
 * graft is a value that says the same as the new one, made of the parts of the
 * old one that say the same: whoever looks at a part that did not change holds
 * the very same object, and draws nothing anew. Both are plain data, as a
 * message is.
 */
export function graft<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) return grafted(before, after, after.length === before.length);
  if (isRecord(before) && isRecord(after)) {
    return grafted(before, after, Object.keys(before).length === Object.keys(after).length);
  }
  return after;
}

function grafted<T extends object>(before: object, after: T, sameSize: boolean): T {
  const old = before as Record<string, unknown>;
  let same = sameSize;
  const parts = Object.entries(after).map(([key, value]): [string, unknown] => {
    const part = graft(old[key], value);
    same &&= key in old && Object.is(part, old[key]);
    return [key, part];
  });
  if (same) return before as T;
  return (Array.isArray(after) ? parts.map(([, part]) => part) : Object.fromEntries(parts)) as T;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
