import { isolate } from "#lib/format/isolate.ts";
import { Select } from "./select.tsx";

interface FilterSelectProps<Value extends string> {
  label: string;
  /** In words, what is shown while nothing is chosen: "All kinds". */
  all: string;
  options: readonly (readonly [value: Value, words: string])[];
  value: Value | null;
  onChange: (value: Value | null) => void;
  className?: string;
}

/** Narrows a list to one of these, or does not narrow it. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, all, options, value, onChange, className } = props;
  return (
    <Select
      aria-label={label}
      className={className}
      value={value ?? ""}
      onChange={({ target }) => onChange(options.find(([one]) => one === target.value)?.[0] ?? null)}
    >
      <option value="">{all}</option>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {isolate(words)}
        </option>
      ))}
    </Select>
  );
}
