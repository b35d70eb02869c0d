import type { ComponentProps } from "react";
import { Input } from "#components/ui/input.tsx";

type NumberInputProps = Omit<ComponentProps<"input">, "type" | "onChange" | "value"> & {
  value: string;
  onValue: (text: string) => void;
};

/** A number as it is typed; text, so that half of one is not lost. */
export function NumberInput({ onValue, step = 1, min = 1, ...rest }: NumberInputProps) {
  return (
    <Input
      {...rest}
      type="number"
      inputMode={step === "any" ? "decimal" : "numeric"}
      min={min}
      step={step}
      className="max-w-36"
      onChange={(event) => onValue(event.target.value)}
    />
  );
}
