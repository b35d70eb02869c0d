"use client";

import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

interface CopyTextProps {
  text: string;
  /** What is copied, for the button's name: "the link", "the token". */
  label: string;
  className?: string;
}

/** A value to take along: shown whole, selected by a press, copied by a button. */
export function CopyText({ text, label, className }: CopyTextProps) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  return (
    <div className={cn("flex items-stretch gap-2", className)}>
      <code className="id min-w-0 flex-1 rounded-md border bg-bg px-2.5 py-2 select-all">{text}</code>
      <Button onClick={copy} aria-label={`Copy ${label}`}>
        <span aria-live="polite" className="min-w-14">
          {state === "copied" ? "Copied" : state === "refused" ? "Select it" : "Copy"}
        </span>
      </Button>
    </div>
  );
}
