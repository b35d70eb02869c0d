/** A shape of its own for each type of run, 10 by 10 around (x, y): never colour alone. */
export function TypeGlyph(props: { type: string | null; x: number; y: number; isUnusual?: boolean }) {
  const { type, x, y, isUnusual = false } = props;
  const color = isUnusual ? "var(--bad)" : type === "full" ? "var(--accent)" : "var(--ink-2)";
  return (
    <g transform={`translate(${x - 5} ${y - 5})`} stroke={color} strokeWidth="1.4" fill="var(--panel)">
      {isUnusual && <circle cx="5" cy="5" r="8" fill="none" strokeWidth="1.2" />}
      {shapes[type ?? ""] ?? shapes.incr}
    </g>
  );
}

const shapes: Record<string, React.ReactNode> = {
  full: <rect x="1.8" y="1.8" width="6.4" height="6.4" fill="currentColor" className="[fill:inherit]" />,
  incr: <circle cx="5" cy="5" r="2.8" />,
  diff: <path d="M5 1.2 9 8.4H1z" />,
  verify: <path d="M5 .8 9.2 5 5 9.2.8 5z" />,
};
