import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

interface RestorePointFieldProps {
  target: RecoveryTarget | null;
  onTarget: (target: RecoveryTarget | null) => void;
}

export function RestorePointField({ target, onTarget }: RestorePointFieldProps) {
  const [typed, setTyped] = useState(target?.kind === "name" ? target.name : "");
  return (
    <Field
      label="Name of the restore point"
      hint="As it was given to pg_create_restore_point(). Safety restore points are named on the page of their restore."
      className="max-w-md"
    >
      {(control) => (
        <Input
          {...control}
          value={typed}
          maxLength={63}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => {
            setTyped(event.target.value);
            const name = event.target.value.trim();
            onTarget(name === "" ? null : { kind: "name", name });
          }}
        />
      )}
    </Field>
  );
}
