import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return <Choice type="checkbox" label={label} hint={hint} className={className} {...rest} />;
}

export function Radio({ label, hint, className, ...rest }: CheckboxProps) {
  return <Choice type="radio" label={label} hint={hint} className={className} {...rest} />;
}

function Choice({ label, hint, className, ...rest }: CheckboxProps & { type: "checkbox" | "radio" }) {
  const id = useId();
  return (
    <div className={cn("flex gap-2.5 py-1", className)}>
      <input
        {...rest}
        id={id}
        aria-describedby={hint ? `${id}-hint` : rest["aria-describedby"]}
        className="mt-px size-[1.125rem] flex-none accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block">
          {label}
        </label>
        {hint && (
          <div id={`${id}-hint`} className="text-sm text-ink-3">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
