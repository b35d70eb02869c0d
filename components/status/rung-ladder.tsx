import { cn } from "#components/ui/cn.ts";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import { rungs } from "#lib/backups/words.ts";

const meanings: Record<(typeof rungs)[number], string> = {
  stored: "manifest readable, every file there with its size",
  "chain complete": "all sets it builds on are stored",
  "WAL contiguous": "no WAL is missing from its start to the end of its history",
  checksummed: "every file was read back and hashed",
  restored: "a restore of it ended in a checked running server",
};

/** How far a backup set got on the ladder of evidence: steps as shapes, the reached one in words. */
export function RungLadder({ set }: { set: Pick<BackupSetDto, "rung" | "problem"> }) {
  const reached = set.rung === null ? -1 : rungs.indexOf(set.rung);
  const words = set.rung ?? "nothing proven";
  return (
    <div>
      <span
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning of a rung must be reachable by keyboard
        tabIndex={0}
        data-tooltip={
          set.rung ? `${words}: ${meanings[set.rung]}` : "Not even stored: no evidence was found."
        }
        className="inline-flex items-center gap-2 rounded-sm"
      >
        <svg viewBox="0 0 34 12" aria-hidden="true" className="h-3 w-[34px] flex-none">
          {rungs.map((rung, index) => (
            <rect
              key={rung}
              x={index * 7 + 0.5}
              y={8.5 - index * 2}
              width="5"
              height={3 + index * 2}
              rx="1"
              className={cn(
                index <= reached
                  ? set.problem
                    ? "fill-warn stroke-warn"
                    : "fill-good stroke-good"
                  : "fill-transparent stroke-field",
              )}
            />
          ))}
        </svg>
        {words}
      </span>
      {set.problem && <div className="text-sm text-bad">{set.problem}</div>}
    </div>
  );
}
