import { cn } from "#components/ui/cn.ts";

/** How many of something wait behind a link; what they are is only said. */
export function Count({ value, what, tone }: { value: number; what: string; tone: "accent" | "bad" }) {
  return (
    <span className={cn("num text-xs font-semibold", tone === "bad" ? "text-bad" : "text-accent")}>
      {value}
      <span className="sr-only"> {what}</span>
    </span>
  );
}
