"use client";

import { useNow } from "#components/data/use-now.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import { useFilterWords } from "./use-filter-words.ts";

interface PrintedHeadProps {
  positions: bigint[];
  isComplete: boolean;
  readAtMs: number;
}

/** Only on paper: of what it is a print, and of how much. */
export function PrintedHead({ positions, isComplete, readAtMs }: PrintedHeadProps) {
  const { user } = useSession();
  const { zone } = useZone();
  const words = useFilterWords();
  const now = useNow(60_000);
  const instant = (ms: number, precision: "minute" | "second") =>
    `${formatInstant(BigInt(ms) * 1000n, zone, precision)} (${zone})`;
  return (
    <div className="hidden border-b px-3.5 print:block">
      <Facts>
        <Fact label="Entries">
          {positions.length.toLocaleString("en-GB")}, positions {String(edge(positions, -1))} to{" "}
          {String(edge(positions, 1))}.{" "}
          {isComplete ? (
            <>All of the log{words.length > 0 && " that the filter lets through"}, at that time.</>
          ) : (
            <strong>Not complete: one page of more. Export has all.</strong>
          )}
        </Fact>
        <Fact label="Filter">{words.join(" · ") || "None"}</Fact>
        <Fact label="Read from the log">{instant(readAtMs, "second")}</Fact>
        <Fact label="Printed">
          {instant(now, "minute")} by {isolate(user.name)}, {user.email}
        </Fact>
      </Facts>
    </div>
  );
}

/** The lowest (-1) or the highest (1): a list by time is not quite one by position. */
function edge(positions: bigint[], sign: -1 | 1): bigint | undefined {
  return positions.toSorted((a, b) => (a < b ? sign : -sign))[0];
}
