/** changed is what is new or says something else than before, as sentences for a live region. */
export function changed(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].filter(([id, words]) => before.get(id) !== words).map(([, words]) => `${words}.`);
}
