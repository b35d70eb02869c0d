/**
 * The sets a restore may start from as far as their files go: those that are whole together with every set they build
 * on. What the screens call restorable, what a preview offers and what retention counts is asked here.
 */
export function wholeSets<EachSet extends { label: string; references: readonly string[] }>(
  sets: readonly EachSet[],
  isWhole: (label: string) => boolean,
): EachSet[] {
  return sets.filter((set) => [set.label, ...set.references].every(isWhole));
}
