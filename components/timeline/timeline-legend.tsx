import { MarkerGlyph } from "#components/timeline/marker-glyph.tsx";
import type { Recoverability } from "#components/timeline/recoverability.ts";

/** What the shapes mean; a shape that cannot occur here is left out. */
export function TimelineLegend({ recoverable }: { recoverable: Recoverability }) {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3">
      <Entry label="full">
        <path d="M6 0v12" stroke="var(--ink-2)" strokeWidth="2" />
      </Entry>
      <Entry label="incremental">
        <path d="M6 3v6" stroke="var(--ink-3)" strokeWidth="1.4" />
      </Entry>
      <Entry label="restorable to any instant">
        <rect x="0.5" y="2.5" width="11" height="7" rx="2" fill="var(--accent-soft)" stroke="var(--accent)" />
      </Entry>
      {recoverable.left.length > 0 && (
        <Entry label="history that a restore left, kept for its undo">
          <path d="M0 6h12" stroke="var(--ink-3)" strokeWidth="3" strokeDasharray="4 3" />
        </Entry>
      )}
      <Entry label="not restorable">
        <rect x="0.5" y="2.5" width="11" height="7" fill="var(--bad-soft)" stroke="var(--bad)" />
        <path d="M1 9l5-6M6 9l5-6" stroke="var(--bad)" strokeWidth="1.4" />
      </Entry>
      <Entry label="restored and checked">
        <MarkerGlyph kind="proven" x={6} y={6} />
      </Entry>
      <Entry label="restore">
        <MarkerGlyph kind="restore" x={6} y={6} />
      </Entry>
      <Entry label="failed">
        <MarkerGlyph kind="failed" x={6} y={6} />
      </Entry>
      <Entry label="alert">
        <MarkerGlyph kind="alert" x={6} y={6} />
      </Entry>
    </ul>
  );
}

function Entry({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg viewBox="0 0 12 12" className="size-3 flex-none" aria-hidden="true">
        {children}
      </svg>
      {label}
    </li>
  );
}
