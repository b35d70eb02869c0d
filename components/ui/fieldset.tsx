import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

interface FieldsetProps {
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: ReactNode;
}

export function Fieldset({ legend, hint, error, className, children }: FieldsetProps) {
  const id = useId();
  return (
    <fieldset
      className={cn("min-w-0", className)}
      aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
    >
      <legend className="mb-1 font-[550]">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="mb-1 text-sm text-ink-3">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-sm text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
