/** The address of an animal's picture; the page fetches only the one it shows. */
export function pictogramAddress(animal: string): string {
  return `/static/animals/${encodeURIComponent(animal)}.svg`;
}
