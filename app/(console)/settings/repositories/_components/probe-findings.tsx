import { Pill, type Tone } from "#components/ui/pill.tsx";
import type { ProbeResult } from "#lib/repositories/schema.ts";

type Finding = ProbeResult["findings"][number];

const looks: Record<Finding["status"], { tone: Tone; words: string }> = {
  ok: { tone: "good", words: "Passed" },
  warning: { tone: "warn", words: "Warning" },
  failed: { tone: "bad", words: "Problem" },
  unknown: { tone: "unknown", words: "Unknown" },
};

/** What needs somebody comes first; the rest stays in the order in which it was tested. */
const urgency: Finding["status"][] = ["failed", "warning", "unknown", "ok"];

export function ProbeFindings({ findings }: { findings: Finding[] }) {
  return (
    <ul>
      {findings
        .toSorted((a, b) => urgency.indexOf(a.status) - urgency.indexOf(b.status))
        .map((finding) => {
          const { tone, words } = looks[finding.status];
          return (
            <li key={finding.name} className="flex gap-3 border-b py-2.5 first:pt-0 last:border-b-0">
              <Pill tone={tone} className="h-fit w-24 flex-none">
                {words}
              </Pill>
              <div className="min-w-0">
                <p>{finding.sentence}</p>
                {finding.hint && <p className="text-ink-2">{finding.hint}</p>}
              </div>
            </li>
          );
        })}
    </ul>
  );
}
