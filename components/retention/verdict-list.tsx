"use client";

import { useState } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import type { RetentionVerdict } from "#lib/retention/schema.ts";

const pageSize = 25;

/** Sets with what decides over them, newest first; hundreds of them a page at a time. */
export function VerdictList({ verdicts }: { verdicts: RetentionVerdict[] }) {
  const [limit, setLimit] = useState(pageSize);
  const newestFirst = verdicts.toSorted((a, b) =>
    BigInt(a.stoppedAtMicros) > BigInt(b.stoppedAtMicros) ? -1 : 1,
  );
  return (
    <>
      <ul className="mt-1.5 border-l-2 pl-3">
        {newestFirst.slice(0, limit).map((verdict) => (
          <li key={verdict.label} className="border-b py-1.5 last:border-b-0">
            <div className="num flex flex-wrap items-baseline gap-x-2.5">
              <span className="font-[560]">{verdict.type}</span>
              <TimeText at={verdict.stoppedAtMicros} show="moment" />
              <span className="id text-ink-3">{verdict.label}</span>
              <span className="ml-auto text-sm text-ink-2">{formatBytes(verdict.repositoryBytes)}</span>
            </div>
            <p className="text-sm text-ink-2">
              {verdict.reasons.join("; ")}
              {verdict.expiresAtMicros !== null && (
                <>
                  {" · goes "}
                  <TimeText at={verdict.expiresAtMicros} show="moment" />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {newestFirst.length > limit && (
        <Button size="small" className="mt-1.5" onClick={() => setLimit(limit + 4 * pageSize)}>
          {newestFirst.length - limit} more
        </Button>
      )}
    </>
  );
}
