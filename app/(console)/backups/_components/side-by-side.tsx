import Link from "next/link";
import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { RungLadder } from "#components/status/rung-ladder.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { BackupSetDetail } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import {
  type byAge,
  chainDifference,
  chainWords,
  durationWords,
  evidenceOf,
  rungDifference,
  sizeWords,
  walWords,
} from "./compare-words.ts";

/** Every fact of two sets and how they differ, the older one first. */
export function SideBySide({ pair }: { pair: ReturnType<typeof byAge> }) {
  const [older, newer] = pair;
  const isSameResource = older.resourceId === newer.resourceId;
  return (
    <Table
      caption="Two backup sets side by side"
      columns={[
        { label: "Fact", isLabelHidden: true, className: "beside:w-[16%]" },
        { label: "Older", className: "beside:w-[29%]" },
        { label: "Newer", className: "beside:w-[29%]" },
        { label: "Difference" },
      ]}
    >
      <Fact
        name="Set"
        pair={pair}
        show={(set) => (
          <>
            <span className="font-[560]">{set.type}</span> of {set.resourceName}
            <div className="id text-ink-3">{set.label}</div>
          </>
        )}
        difference={isSameResource ? "of the same resource" : "of different resources"}
      />
      <Fact
        name="Finished"
        pair={pair}
        show={(set) => <TimeText at={set.stoppedAtMicros} show="full" />}
        difference={`${formatDuration(Number(BigInt(newer.stoppedAtMicros) - BigInt(older.stoppedAtMicros)) / 1000)} apart`}
      />
      <Fact
        name="Took"
        pair={pair}
        show={(set) =>
          set.operationId === null ? (
            formatDuration(set.durationMs)
          ) : (
            <Link href={`/operations/${set.operationId}`} className="link">
              {formatDuration(set.durationMs)}
            </Link>
          )
        }
        difference={durationWords(pair)}
      />
      <Fact
        name="Data"
        pair={pair}
        show={(set) => formatBytes(set.sizeBytes)}
        difference={sizeWords(older.sizeBytes, newer.sizeBytes)}
      />
      <Fact
        name="Stored"
        pair={pair}
        show={(set) => formatBytes(set.repositoryBytes)}
        difference={sizeWords(older.repositoryBytes, newer.repositoryBytes)}
      />
      <Fact
        name="Chain"
        pair={pair}
        show={(set) => (
          <>
            {chainWords(set)}
            {set.references.slice(0, 4).map((label) => (
              <div key={label} className="id text-ink-3">
                {label}
              </div>
            ))}
            {set.references.length > 4 && (
              <div className="text-sm text-ink-3">and {set.references.length - 4} more</div>
            )}
          </>
        )}
        difference={chainDifference(pair)}
      />
      <Fact
        name="WAL"
        pair={pair}
        show={(set) => (
          <>
            <span className="id">
              {set.startLsn} – {set.stopLsn}
            </span>
            <div className="text-sm text-ink-3">timeline {set.timeline}</div>
          </>
        )}
        difference={walWords(pair)}
      />
      <Fact
        name="Repository"
        pair={pair}
        show={(set) => `${isolate(set.repository.name)}, key generation ${set.generation}`}
        difference={
          older.repository.id === newer.repository.id && older.generation === newer.generation
            ? "the same"
            : "different"
        }
      />
      <Fact
        name="Reached"
        pair={pair}
        show={(set) => <Reached set={set} />}
        difference={older.rung === newer.rung ? "the same rung" : "different rungs"}
      />
      <Fact
        name="Evidence"
        pair={pair}
        show={(set) => <Evidence set={set} />}
        difference={rungDifference(pair)}
      />
      <Fact
        name="PostgreSQL"
        pair={pair}
        show={(set) => set.postgresVersion}
        difference={older.postgresVersion === newer.postgresVersion ? "the same" : "different versions"}
      />
    </Table>
  );
}

function Fact(props: {
  name: string;
  pair: ReturnType<typeof byAge>;
  show: (set: BackupSetDetail) => ReactNode;
  difference: string;
}) {
  const [older, newer] = props.pair;
  return (
    <Row>
      <Cell isHeading>
        <span className="text-ink-3 stacked:font-[560] stacked:text-ink">{props.name}</span>
      </Cell>
      <Cell label="Older" className="num">
        {props.show(older)}
      </Cell>
      <Cell label="Newer" className="num">
        {props.show(newer)}
      </Cell>
      <Cell label="Difference" className="num">
        {props.difference}
      </Cell>
    </Row>
  );
}

function Reached({ set }: { set: BackupSetDetail }) {
  if (set.state === "missing") return <Pill tone="bad">Missing from the repository</Pill>;
  if (set.state === "expired") return <Pill tone="idle">Expired</Pill>;
  return (
    <>
      <RungLadder set={set} />
      {set.hasPageErrors && <div className="text-sm text-bad">Pages with wrong checksums were found.</div>}
    </>
  );
}

function Evidence({ set }: { set: BackupSetDetail }) {
  return (
    <ul className="grid gap-0.5 text-sm">
      {evidenceOf(set).map(({ rung, at }) => (
        <li key={rung}>
          {rung}: {at === null ? <span className="text-ink-3">not seen</span> : <TimeText at={at} />}
        </li>
      ))}
    </ul>
  );
}
