"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { useForm } from "#components/data/use-form.ts";
import { useLinkedDialog } from "#components/data/use-linked-dialog.ts";
import { useNow } from "#components/data/use-now.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { refreshSchedule } from "./refresh-schedule.ts";

const lengths = [
  { hours: 1, words: "1 hour" },
  { hours: 4, words: "4 hours" },
  { hours: 12, words: "12 hours" },
  { hours: 24, words: "1 day" },
  { hours: 72, words: "3 days" },
  { hours: 168, words: "7 days" },
  { hours: 720, words: "30 days, the longest there is" },
];

export function PauseResource({ resource }: { resource: { id: string; name: string } }) {
  const { can } = useSession();
  const [isOpen, setOpen] = useLinkedDialog("pause");
  if (!can("pause.create")) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Pause…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={`Pause the scheduled runs of ${resource.name}?`}
        description="No backup starts by schedule until the pause ends. Runs that come due count as missed, and everybody sees the pause. WAL is archived on; a backup by hand still works."
      >
        <PauseForm resource={resource} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface PauseFormProps {
  resource: { id: string; name: string };
  onClose: () => void;
}

function PauseForm({ resource, onClose }: PauseFormProps) {
  const client = useQueryClient();
  const now = useNow(1000);
  const [hours, setHours] = useState(4);
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createPauseInput }) => createPauseInput.omit({ id: true }),
    read: (data) => ({ reason: data.get("reason"), hours: Number(data.get("hours")) }),
    send: (input) => postJson(`/resources/${resource.id}/pause`, input, ({ pauseDto }) => pauseDto),
    onDone: async () => {
      await refreshSchedule(client);
      confirmDone(`The scheduled runs of ${resource.name} are paused.`);
      onClose();
    },
  });
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="Nothing was paused" problem={asProblem(error)} />}
      <Field
        label="For"
        error={errorOf("hours")}
        hint={
          <>
            It ends by itself{" "}
            <TimeText at={BigInt(now + hours * 3_600_000) * 1000n} show="full" precision="minute" />.
          </>
        }
      >
        {(control) => (
          <Select
            {...control}
            name="hours"
            value={hours}
            onChange={(event) => setHours(Number(event.target.value))}
          >
            {lengths.map((one) => (
              <option key={one.hours} value={one.hours}>
                {one.words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Why" hint="Everybody who looks at this resource reads it." error={errorOf("reason")}>
        {(control) => <Textarea {...control} name="reason" rows={2} maxLength={500} />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Pause {resource.name}
        </Button>
      </DialogActions>
    </form>
  );
}
