import { backupTypes } from "#lib/backups/words.ts";
import type { Series } from "#lib/objectives/schema.ts";
import { phaseLooks } from "./phase-looks.ts";
import { phaseWords, runWords } from "./series-words.ts";
import { TypeGlyph } from "./type-glyph.tsx";

/** What the shapes mean; one that does not occur is left out. */
export function ChartLegend({ series }: { series: Series }) {
  const entries = entriesOf(series);
  if (entries.length === 0) return null;
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3">
      {entries.map(({ label, shape }) => (
        <li key={label} className="flex items-center gap-1.5">
          <svg viewBox="0 0 12 12" className="size-3 flex-none overflow-visible" aria-hidden="true">
            {shape}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

function entriesOf(series: Series) {
  switch (series.kind) {
    case "rpo":
      return [
        series.breaches.length > 0 && { label: "objective missed", shape: cross },
        series.holes.length > 0 && { label: "not measured", shape: hatched },
      ].filter((entry) => entry !== false);
    case "rto":
      return phaseLooks
        .filter(({ name }) =>
          series.points.some(({ phases }) => phases?.some((phase) => phase.name === name)),
        )
        .map(({ name, fill }) => ({
          label: phaseWords(name),
          shape: <rect x="1" y="1" width="10" height="10" rx="1.5" fill={fill} />,
        }));
    case "backup-duration":
    case "backup-size":
      return [
        ...[...backupTypes, "verify"]
          .filter((type) => series.points.some((point) => point.type === type))
          .map((type) => ({ label: runWords(type).many, shape: <TypeGlyph type={type} x={6} y={6} /> })),
        ...(series.bands.length > 0 ? [{ label: "usual range", shape: band }] : []),
        ...(series.points.some(({ isOutlier }) => isOutlier) ? [{ label: "unusual", shape: ring }] : []),
      ];
  }
}

const cross = (
  <>
    <rect width="12" height="12" fill="var(--bad-soft)" />
    <path d="m2 2 8 8m0-8-8 8" stroke="var(--bad)" strokeWidth="1.8" />
  </>
);
const hatched = (
  <>
    <rect width="12" height="12" fill="var(--idle-soft)" />
    <path d="M1 11 11 1M1 5l4-4M7 11l4-4" stroke="var(--line-strong)" strokeWidth="1.6" />
  </>
);
const band = (
  <rect
    x="0.5"
    y="2.5"
    width="11"
    height="7"
    fill="var(--ink-3)"
    fillOpacity="0.1"
    stroke="var(--ink-3)"
    strokeDasharray="2 2"
  />
);
const ring = <circle cx="6" cy="6" r="5" fill="none" stroke="var(--bad)" strokeWidth="1.4" />;
