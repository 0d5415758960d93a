// Which pairs of browsers go a journey: the usual ones, or all with ROADS=all.

/** everyRoad says whether whoever runs the tests has time for all. */
export const everyRoad = process.env.ROADS === "all";

/** roads are the usual ones, and the others where all are asked for. */
export function roads<Road>(usual: readonly Road[], others: readonly Road[]): Road[] {
  return everyRoad ? [...usual, ...others] : [...usual];
}
