import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { ToneShape } from "#components/ui/pill.tsx";

export function GuideStep({
  isDone,
  title,
  children,
}: {
  isDone: boolean;
  title: string;
  children?: ReactNode;
}) {
  return (
    <li className="flex gap-3 border-b py-3 first:pt-1 last:border-b-0">
      <span
        className={cn(
          "mt-px grid size-5 flex-none place-items-center rounded-full",
          isDone ? "bg-good-soft text-good" : "border border-dashed border-field text-ink-3",
        )}
      >
        {isDone && <ToneShape tone="good" />}
        <span className="sr-only">{isDone ? "Done" : "To do"}</span>
      </span>
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-2.5">
        <p className="font-[560]">{title}</p>
        {children}
      </div>
    </li>
  );
}
