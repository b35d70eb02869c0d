import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { Pill } from "./pill.tsx";

/** What an API problem, an operation's error and a network failure have in common. */
export interface ProblemWords {
  message: string;
  hint?: string | null;
  reason?: string | null;
  code?: string | null;
}

interface ProblemProps {
  /** What failed, in the person's words: "The backup sets could not be loaded". */
  title: ReactNode;
  problem: ProblemWords;
  /** The engine's own last lines, when there are any. */
  words?: string | null;
  action?: ReactNode;
  className?: string;
}

/** What failed, why, the engine's own words, what to do next (U13). */
export function Problem({ title, problem, words, action, className }: ProblemProps) {
  return (
    <div
      role="alert"
      data-problem
      className={cn(
        "grid gap-2 rounded-lg border border-l-[3px] border-l-bad bg-panel px-4 py-3.5",
        className,
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Pill tone="bad">Failed</Pill>
        <p className="font-[560]">{title}</p>
      </div>
      <p>{problem.message}</p>
      {problem.hint && <p className="text-ink-2">{problem.hint}</p>}
      {words && <pre className="id rounded-md bg-bg p-2.5 whitespace-pre-wrap wrap-anywhere">{words}</pre>}
      {(action || problem.code) && (
        <div className="flex flex-wrap items-center gap-3">
          {action}
          {problem.code && (
            <span className="id text-ink-3">
              {problem.code}
              {problem.reason ? ` · ${problem.reason}` : ""}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
