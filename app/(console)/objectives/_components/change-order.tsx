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
import type { SystemObjectives } from "#lib/objectives/schema.ts";
import { moveItem } from "./move-item.ts";

type System = Pick<SystemObjectives, "id" | "name" | "resources">;

/** For administrators: a system's name, and in which order its resources come back. */
export function ChangeOrder({ system }: { system: System }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" aria-label={`Change ${isolate(system.name)}`} onClick={() => setOpen(true)}>
        Change…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={`Change ${isolate(system.name)}`}
        description="What the others need comes first: a restore starts when the one before it is back."
      >
        {/* Only while it is open: what is being edited is never replaced by a refresh. */}
        {isOpen && <OrderForm system={system} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function OrderForm({ system, onClose }: { system: System; onClose: () => void }) {
  const client = useQueryClient();
  const [resources, setResources] = useState(system.resources);
  const [moved, setMoved] = useState("");
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ updateSystemInput }) => updateSystemInput.omit({ id: true }),
    read: (data) => ({ name: data.get("name"), resourceIds: resources.map(({ id }) => id) }),
    send: (change) => postJson(`/systems/${system.id}`, change, ({ systemDto }) => systemDto),
    onDone: ({ name }) => {
      client.invalidateQueries({ queryKey: ["objective"] });
      confirmDone(`${isolate(name)} was changed.`);
      onClose();
    },
  });
  const move = (from: number, to: number) => {
    const next = moveItem(resources, from, to);
    setResources(next);
    setMoved(`${resources[from]?.name} is now number ${to + 1} of ${next.length}.`);
  };
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="Nothing was changed" problem={asProblem(error)} />}
      <Field label="Name" error={errorOf("name")}>
        {(control) => <Input {...control} name="name" defaultValue={system.name} maxLength={100} />}
      </Field>
      <div className="grid gap-1">
        <h3 className="font-[550]">Recovery order</h3>
        <ol className="divide-y rounded-md border">
          {resources.map((resource, index) => (
            <li key={resource.id} className="flex items-center gap-2 px-2.5 py-1.5">
              <span className="num w-5 text-ink-3">{index + 1}</span>
              <span className="min-w-0 flex-1">{resource.name}</span>
              <Move
                label={`Move ${resource.name} up`}
                path="m2.5 7.5 3.5-3.5 3.5 3.5"
                isPossible={index > 0}
                onPress={() => move(index, index - 1)}
              />
              <Move
                label={`Move ${resource.name} down`}
                path="M2.5 4.5 6 8l3.5-3.5"
                isPossible={index < resources.length - 1}
                onPress={() => move(index, index + 1)}
              />
            </li>
          ))}
        </ol>
        <p aria-live="polite" className="sr-only">
          {moved}
        </p>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Change {isolate(system.name)}
        </Button>
      </DialogActions>
    </form>
  );
}

function Move(props: { label: string; path: string; isPossible: boolean; onPress: () => void }) {
  return (
    <Button
      tone="quiet"
      size="icon"
      aria-label={props.label}
      // Stays in place and focusable: the focus must not be lost at an end.
      aria-disabled={!props.isPossible}
      onClick={() => props.isPossible && props.onPress()}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3.5">
        <path d={props.path} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </Button>
  );
}
