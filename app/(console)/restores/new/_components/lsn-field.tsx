import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { lsnShape } from "#lib/format/lsn.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

interface LsnFieldProps {
  target: RecoveryTarget | null;
  onTarget: (target: RecoveryTarget | null) => void;
}

export function LsnField({ target, onTarget }: LsnFieldProps) {
  const given = target?.kind === "lsn" ? target.lsn : null;
  const [typed, setTyped] = useState(given ?? "");
  // Taken elsewhere on the page: the field says that.
  const [seen, setSeen] = useState(given);
  if (seen !== given) {
    setSeen(given);
    if (given !== null && given !== typed.trim().toUpperCase()) setTyped(given);
  }
  const isValid = lsnShape.test(typed.trim());
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
            const lsn = event.target.value.trim();
            onTarget(lsnShape.test(lsn) ? { kind: "lsn", lsn: lsn.toUpperCase() } : null);
          }}
        />
      )}
    </Field>
  );
}
