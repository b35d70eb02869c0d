import { cn } from "./cn.ts";

/** Holds the place of what is being loaded; give it the size of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("animate-breathe rounded-md bg-idle-soft", className)} />;
}

/** Rows of a list that is being loaded, announced once. */
export function SkeletonRows({ count = 5, label }: { count?: number; label: string }) {
  return (
    <div role="status" className="grid gap-2.5 p-3.5">
      <span className="sr-only">{label}</span>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are identical and never move
        <Skeleton key={row} className="h-9" />
      ))}
    </div>
  );
}
