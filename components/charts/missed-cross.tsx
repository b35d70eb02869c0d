/** On what is above its objective; 8 by 8 around (x, y). */
export function MissedCross({ x, y }: { x: number; y: number }) {
  return <path d={`M${x - 4} ${y - 4}l8 8m0-8-8 8`} stroke="var(--bad)" strokeWidth="1.8" fill="none" />;
}
