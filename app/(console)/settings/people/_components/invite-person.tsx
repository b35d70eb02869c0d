"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { roles } from "#lib/auth/permissions.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { createdUser } from "#lib/users/schema.ts";
import { roleTitles } from "../../_components/role-titles.ts";
import { SignInLink } from "./sign-in-link.tsx";

type Created = z.infer<typeof createdUser>;

export function InvitePerson() {
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<Created | null>(null);
  const open = () => {
    setCreated(null);
    setOpen(true);
  };
  return (
    <>
      <Button tone="primary" onClick={open}>
        Invite a person…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={created ? `${isolate(created.user.name)} is invited` : "Invite a person"}
      >
        {created ? (
          <>
            <SignInLink link={created.link} name={created.user.name} />
            <DialogActions>
              <Button onClick={() => setOpen(false)}>Done</Button>
            </DialogActions>
          </>
        ) : (
          <InviteForm onCreated={setCreated} onCancel={() => setOpen(false)} />
        )}
      </Dialog>
    </>
  );
}

function InviteForm({
  onCreated,
  onCancel,
}: {
  onCreated: (created: Created) => void;
  onCancel: () => void;
}) {
  const client = useQueryClient();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createUserInput }) => createUserInput,
    read: (data) => ({ email: data.get("email"), name: data.get("name"), roles: data.getAll("roles") }),
    send: (input) => postJson("/users", input, ({ createdUser }) => createdUser),
    onDone: (created) => {
      client.invalidateQueries({ queryKey: ["user"] });
      onCreated(created);
    },
  });
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="Nobody was invited" problem={asProblem(error)} />}
      <Field label="Name" error={errorOf("name")}>
        {(control) => <Input {...control} name="name" />}
      </Field>
      <Field label="E-mail address" error={errorOf("email")}>
        {(control) => <Input {...control} name="email" type="email" />}
      </Field>
      <Fieldset legend="Roles" error={errorOf("roles") ? "Choose at least one role." : undefined}>
        {roles.map((role) => (
          <Checkbox
            key={role}
            name="roles"
            value={role}
            label={roleTitles[role].title}
            hint={roleTitles[role].meaning}
          />
        ))}
      </Fieldset>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Invite
        </Button>
      </DialogActions>
    </form>
  );
}
