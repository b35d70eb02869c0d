import { cn } from "#components/ui/cn.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { ruleRows } from "./rule-rows.ts";

/** "Full sets: 90 days → 30 days": the rules as they are and as they would be, what differs in bold. */
export function RulesCompared({ before, after }: { before: RetentionRules | null; after: RetentionRules }) {
  return (
    <dl className="grid">
      {ruleRows(before, after).map((row) => (
        <div
          key={row.label}
          className="grid gap-x-4 border-b py-2 last:border-b-0 sm:grid-cols-[minmax(0,13rem)_1fr]"
        >
          <dt className="text-sm text-ink-3 sm:pt-px">{row.label}</dt>
          <dd className={cn("num min-w-0", !row.hasChanged && "text-ink-2")}>
            {row.hasChanged ? (
              <>
                <del className="text-ink-3">
                  <span className="sr-only">before: </span>
                  {row.before}
                </del>{" "}
                <span aria-hidden="true">→</span>{" "}
                <ins className="font-[600] no-underline">
                  <span className="sr-only">after: </span>
                  {row.after}
                </ins>
              </>
            ) : (
              <>
                {row.after} <span className="text-sm text-ink-3">unchanged</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
