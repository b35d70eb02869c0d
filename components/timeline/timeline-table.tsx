import { TimeText } from "#components/data/time-text.tsx";
import type { Recoverability } from "#components/timeline/recoverability.ts";
import { Button } from "#components/ui/button.tsx";
import { Pill, type Tone } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { TimelineMarker } from "#lib/recovery/schema.ts";

interface TimelineTableProps {
  recoverable: Recoverability;
  markers: readonly TimelineMarker[];
  nowMicros: bigint;
  onChoose: (micros: bigint) => void;
}

interface Entry {
  key: string;
  fromMicros: bigint;
  toMicros: bigint | null;
  tone: Tone;
  word: string;
  text: string;
  isRestorable: boolean;
}

const markerLook = {
  restore: { tone: "busy", word: "Restore" },
  failed: { tone: "bad", word: "Failed" },
  proven: { tone: "good", word: "Proven" },
  check: { tone: "idle", word: "Check" },
  alert: { tone: "warn", word: "Alert" },
} as const;

/** The same as the picture, newest first. */
export function TimelineTable({ recoverable, markers, nowMicros, onChoose }: TimelineTableProps) {
  const entries = entriesOf(recoverable, markers);
  return (
    <Table
      isWide
      caption="What can be restored, what cannot and why, newest first"
      columns={[
        { label: "State" },
        { label: "From" },
        { label: "To" },
        { label: "Length" },
        { label: "What" },
        { label: "Choose", isLabelHidden: true },
      ]}
    >
      {entries.map((entry) => (
        <Row key={entry.key}>
          <Cell isHeading className="beside:whitespace-nowrap">
            {entry.tone === "busy" ? (
              <Pill tone="idle">{entry.word}</Pill>
            ) : (
              <Pill tone={entry.tone}>{entry.word}</Pill>
            )}
          </Cell>
          <Cell label="From" className="beside:whitespace-nowrap">
            <TimeText at={entry.fromMicros} show="full" />
          </Cell>
          <Cell label="To" className="beside:whitespace-nowrap">
            {entry.toMicros === null ? "still open" : <TimeText at={entry.toMicros} show="full" />}
          </Cell>
          <Cell label="Length" className="num beside:whitespace-nowrap">
            {entry.toMicros === entry.fromMicros
              ? "–"
              : formatDuration(Number((entry.toMicros ?? nowMicros) - entry.fromMicros) / 1000)}
          </Cell>
          <Cell label="What">{entry.text}</Cell>
          <Cell align="right">
            {entry.isRestorable && entry.toMicros !== null && (
              <Button size="small" onClick={() => onChoose(entry.toMicros ?? entry.fromMicros)}>
                Choose its end
              </Button>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function entriesOf(recoverable: Recoverability, markers: readonly TimelineMarker[]): Entry[] {
  const spans = recoverable.spans.map(
    (span): Entry => ({
      ...span,
      key: `span-${span.fromMicros}`,
      tone: "good",
      word: "Restorable",
      text: "Any instant in this stretch",
      isRestorable: true,
    }),
  );
  const holes = recoverable.holes.map(
    (hole): Entry => ({
      ...hole,
      key: `hole-${hole.fromMicros}`,
      tone: "bad",
      word: "Not restorable",
      text: hole.reason,
      isRestorable: false,
    }),
  );
  const left = recoverable.left.map(
    (span): Entry => ({
      ...span,
      key: `left-${span.fromMicros}`,
      tone: "idle",
      word: "Left history",
      text: "A restore left this line of history; its undo, a restore point or a WAL position still reach it.",
      isRestorable: false,
    }),
  );
  const events = markers.map(
    (marker, index): Entry => ({
      key: `marker-${marker.atMicros}-${index}`,
      fromMicros: BigInt(marker.atMicros),
      toMicros: BigInt(marker.atMicros),
      ...markerLook[marker.kind],
      text: marker.text,
      isRestorable: false,
    }),
  );
  return [...spans, ...holes, ...left, ...events].sort((a, b) => (a.fromMicros > b.fromMicros ? -1 : 1));
}
