import { cn } from "#components/ui/cn.ts";

interface CountProps {
  /** Null: not known. */
  value: number | null;
  what: string;
  tone: "accent" | "bad";
}

/** How many of something wait behind a link; what they are is only said. */
export function Count({ value, what, tone }: CountProps) {
  return (
    <span className={cn("num text-xs font-semibold", tone === "bad" ? "text-bad" : "text-accent")}>
      {value ?? "?"}
      <span className="sr-only"> {value === null ? "how many is not known" : what}</span>
    </span>
  );
}
