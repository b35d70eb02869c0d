import type { MarkerKind } from "#components/timeline/layout.ts";

const tones: Record<MarkerKind, string> = {
  proven: "var(--good)",
  check: "var(--ink-3)",
  restore: "var(--accent)",
  failed: "var(--bad)",
  alert: "var(--warn)",
};

/** A shape of its own for each kind, 12 by 12 around (x, y): never colour alone. */
export function MarkerGlyph({ kind, x, y }: { kind: MarkerKind; x: number; y: number }) {
  return (
    <g
      transform={`translate(${x - 6} ${y - 6})`}
      fill="none"
      stroke={tones[kind]}
      strokeWidth="1.8"
      strokeLinejoin="round"
    >
      {shapes[kind]}
    </g>
  );
}

const shapes = {
  proven: <path d="m1.5 6.5 3 3.5 6-8" strokeWidth="2.2" />,
  check: <path d="m3 6.5 2 2 4-5" />,
  restore: <path d="M2 2v3.5h3.5M2.4 5.2a4.4 4.4 0 1 1-.3 2.4" />,
  failed: <path d="m2 2 8 8m0-8-8 8" />,
  alert: <path d="m6 1.5 5 9H1zM6 5v2.5" strokeWidth="1.6" />,
};
