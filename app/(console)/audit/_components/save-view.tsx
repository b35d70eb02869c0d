"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { isolate } from "#lib/format/isolate.ts";

export function SaveView({ query }: { query: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Save this view…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Save this view"
        description="The filters as they are now, under a name. Only you see it; the entries themselves are never part of it."
      >
        <ViewForm query={query} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ViewForm({ query, onClose }: { query: string; onClose: () => void }) {
  const client = useQueryClient();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ saveViewInput }) => saveViewInput,
    read: (data) => ({ page: "audit", name: data.get("name"), query }),
    send: (input) => postJson("/views", input, ({ viewDto }) => viewDto),
    onDone: ({ name }) => {
      client.invalidateQueries({ queryKey: ["view", "audit"] });
      confirmDone(`The view ${isolate(name)} is saved.`);
      onClose();
    },
  });
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="The view was not saved" problem={asProblem(error)} />}
      <Field
        label="Name"
        hint="At most 60 characters. One of yours with the same name is replaced."
        error={errorOf("name")}
      >
        {(control) => <Input {...control} name="name" />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Save the view
        </Button>
      </DialogActions>
    </form>
  );
}
