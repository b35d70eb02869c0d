"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { RepositoryDto } from "#lib/repositories/schema.ts";

/** The worst finding in words; never tested is not good. */
export function ProbePill({ repository }: { repository: Pick<RepositoryDto, "probe" | "probedAt"> }) {
  const { probe, probedAt } = repository;
  if (!probe) return <Pill tone="unknown">Not tested</Pill>;
  const count = (status: string) => probe.findings.filter((finding) => finding.status === status).length;
  const failed = count("failed");
  const warnings = count("warning");
  return (
    <>
      {failed > 0 ? (
        <Pill tone="bad">{failed === 1 ? "1 problem" : `${failed} problems`}</Pill>
      ) : warnings > 0 ? (
        <Pill tone="warn">{warnings === 1 ? "1 warning" : `${warnings} warnings`}</Pill>
      ) : (
        <Pill tone="good">Passed</Pill>
      )}
      {probedAt && (
        <div className="text-sm text-ink-3">
          <TimeText at={probedAt} />
        </div>
      )}
    </>
  );
}
