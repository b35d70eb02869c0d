"use client";

import { useState } from "react";
import { asProblem } from "#components/data/api-problem.ts";
import { LogAround } from "#components/operations/log-around.tsx";
import { LogLines } from "#components/operations/log-lines.tsx";
import { LogToolbar } from "#components/operations/log-toolbar.tsx";
import { type LogLine, longestWindow, useLog } from "#components/operations/use-log.ts";
import { useLogAddress } from "#components/operations/use-log-address.ts";
import { useSettled } from "#components/operations/use-settled.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";

interface LiveLogProps {
  operationId: string;
  isLive: boolean;
}

const none: LogLine[] = [];

/** The newest lines as they come, or those around a linked one; what was searched for is found in all of the log. */
export function LiveLog({ operationId, isLive }: LiveLogProps) {
  const [{ find, level, line }, setAddress] = useLogAddress();
  const [held, setHeld] = useState<LogLine[] | null>(null);
  const search = useSettled(find.trim());
  const log = useLog(operationId, { search, lowest: level }, isLive, line === null);
  const arrived = log.data?.lines ?? none;
  const lines = held ?? arrived;
  const isFiltered = find.trim() !== "" || level === "warn" || level === "error";
  const show = (changes: Parameters<typeof setAddress>[0]) => {
    setHeld(null);
    void setAddress(changes);
  };
  const hold = () => setHeld((kept) => kept ?? arrived);
  const first = lines[0];
  const downloadHref = `/api/v1/operations/${operationId}/log/download`;
  const isWhole = log.data?.hasEarlier === false && level === "debug" && !isFiltered && line === null;

  return (
    <>
      {/* Paper shows neither the lines in sight nor the room of all the others. */}
      <p className="hidden print:block">
        Not printed{isWhole && `: ${countOf(arrived.length, false)}`}. All of it is at{" "}
        <span className="id">{downloadHref}</span>
      </p>
      <div className="grid min-w-0 gap-2" data-screen-only>
        <LogToolbar
          search={find}
          onSearch={(text) => show({ find: text || null, line: null })}
          // Beside a line all others are shown.
          lowest={line === null ? level : "debug"}
          onLowest={(lowest) => show({ level: lowest, line: null })}
          isFollowing={held === null && line === null}
          onFollow={(isFollowing) => (isFollowing ? show({ line: null }) : hold())}
          isLive={isLive}
          downloadHref={downloadHref}
        />
        {line !== null ? (
          <LogAround
            key={line}
            operationId={operationId}
            line={line}
            onLine={(id) => show({ find: null, level: null, line: id })}
          />
        ) : (
          <>
            {log.isError && <Problem title="The log could not be loaded" problem={asProblem(log.error)} />}
            <LogLines
              lines={lines}
              isFollowing={held === null}
              onLeaveEnd={() => isLive && hold()}
              // A line that was found is shown among its neighbours, which were not.
              onLine={(id) => show({ find: null, level: null, line: id })}
              emptyWords={log.isPending ? "" : emptyWords(isFiltered, isLive)}
            />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p className="num text-sm text-ink-3" aria-live="polite">
                {log.isPending
                  ? "Loading the log…"
                  : [
                      countOf(lines.length, isFiltered),
                      log.data?.hasEarlier
                        ? `the newest ${longestWindow.toLocaleString("en-GB")} at most are kept here`
                        : null,
                      held === null ? null : waitingWords(arrived, held),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
              </p>
              {log.data?.hasEarlier && first !== undefined && !isFiltered && (
                <Button size="small" tone="quiet" onClick={() => show({ line: first.id })}>
                  Earlier lines
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </>
  );
}

function emptyWords(isFiltered: boolean, isLive: boolean): string {
  if (isFiltered) return "No line of the log matches.";
  return isLive ? "No lines yet." : "It wrote no lines.";
}

function countOf(count: number, isFiltered: boolean): string {
  const lines = `${count.toLocaleString("en-GB")} ${count === 1 ? "line" : "lines"}`;
  return isFiltered ? `${lines} ${count === 1 ? "matches" : "match"}` : lines;
}

/** Ids are decimal text of growing numbers. */
function waitingWords(arrived: readonly LogLine[], held: readonly LogLine[]): string | null {
  const last = BigInt(held.at(-1)?.id ?? 0);
  const count = arrived.filter(({ id }) => BigInt(id) > last).length;
  return `paused${count === 0 ? "" : `, ${count.toLocaleString("en-GB")} more have come since`}`;
}
