"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";
import { useIsEarly } from "./use-is-early.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return <Choice type="checkbox" label={label} hint={hint} className={className} {...rest} />;
}

export function Radio({ label, hint, className, ...rest }: CheckboxProps) {
  return <Choice type="radio" label={label} hint={hint} className={className} {...rest} />;
}

function Choice({ label, hint, className, ...rest }: CheckboxProps & { type: "checkbox" | "radio" }) {
  const id = useId();
  const isEarly = useIsEarly() && rest.checked !== undefined;
  return (
    <div className={cn("relative flex gap-2.5 py-1", className)}>
      <input
        {...rest}
        disabled={rest.disabled || isEarly}
        id={id}
        aria-describedby={hint ? `${id}-hint` : rest["aria-describedby"]}
        className="relative z-10 mt-px size-[1.125rem] flex-none accent-accent"
      />
      <div className="min-w-0">
        {/* The whole row can be pressed, but for what can be pressed in its hint. */}
        <label htmlFor={id} className="block after:absolute after:inset-0">
          {label}
        </label>
        {hint && (
          <div
            id={`${id}-hint`}
            className="text-sm text-ink-3 [&_:is(a,button)]:relative [&_:is(a,button)]:z-10"
          >
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
