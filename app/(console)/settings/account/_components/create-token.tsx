"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { permissionOf, verbsFor } from "#lib/auth/permissions.ts";

export function CreateToken() {
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const open = () => {
    setSecret(null);
    setOpen(true);
  };
  return (
    <>
      <Button size="small" onClick={open}>
        Create a token…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        isDismissable={secret === null}
        title={secret ? "Your new token" : "Create an API token"}
      >
        {secret ? (
          <>
            <p className="mb-2">It is shown only now. Whoever has it can do what it may do, as you.</p>
            <CopyText text={secret} label="the token" />
            <DialogActions>
              <Button onClick={() => setOpen(false)}>I have it</Button>
            </DialogActions>
          </>
        ) : (
          <TokenForm onCreated={setSecret} onCancel={() => setOpen(false)} />
        )}
      </Dialog>
    </>
  );
}

function TokenForm({ onCreated, onCancel }: { onCreated: (secret: string) => void; onCancel: () => void }) {
  const { roles } = useSession();
  const client = useQueryClient();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createTokenInput }) => createTokenInput,
    read: (data) => ({
      name: data.get("name"),
      scopes: data.getAll("scopes"),
      expiresInDays: Number(data.get("expiresInDays")),
    }),
    send: (input) => postJson("/tokens", input, ({ createdToken }) => createdToken),
    onDone: ({ secret }) => {
      client.invalidateQueries({ queryKey: ["token"] });
      onCreated(secret);
    },
  });
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="No token was created" problem={asProblem(error)} />}
      <Field label="Name" hint="Where it will be used." error={errorOf("name")}>
        {(control) => <Input {...control} name="name" />}
      </Field>
      <Field label="Expires after, in days" error={errorOf("expiresInDays")}>
        {(control) => (
          <Input
            {...control}
            name="expiresInDays"
            type="number"
            inputMode="numeric"
            min={1}
            max={366}
            defaultValue={90}
          />
        )}
      </Field>
      <Fieldset
        legend="What it may do"
        hint="Never more than you may do yourself."
        error={errorOf("scopes") ? "Choose at least one." : undefined}
      >
        {verbsFor(roles)
          .filter((verb) => permissionOf(verb).token)
          .map((verb) => (
            <Checkbox
              key={verb}
              name="scopes"
              value={verb}
              label={permissionOf(verb).title}
              hint={<span className="id">{verb}</span>}
            />
          ))}
      </Fieldset>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Create the token
        </Button>
      </DialogActions>
    </form>
  );
}
