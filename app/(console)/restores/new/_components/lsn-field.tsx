import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { lsnText } from "#lib/recovery/schema.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

interface LsnFieldProps {
  target: RecoveryTarget | null;
  onTarget: (target: RecoveryTarget) => void;
}

export function LsnField({ target, onTarget }: LsnFieldProps) {
  const [typed, setTyped] = useState(target?.kind === "lsn" ? target.lsn : "");
  const isValid = lsnText.safeParse(typed.trim()).success;
  return (
    <Field
      label="WAL position (LSN)"
      hint="Recovery stops just after this position, for example 16/B374D848."
      error={
        typed.trim() !== "" && !isValid ? "Two hexadecimal numbers with a slash between them." : undefined
      }
      className="max-w-md"
    >
      {(control) => (
        <Input
          {...control}
          value={typed}
          spellCheck={false}
          className="id"
          onChange={(event) => {
            setTyped(event.target.value);
            const parsed = lsnText.safeParse(event.target.value.trim());
            if (parsed.success) onTarget({ kind: "lsn", lsn: parsed.data.toUpperCase() });
          }}
        />
      )}
    </Field>
  );
}
