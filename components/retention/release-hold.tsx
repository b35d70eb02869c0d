"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef, useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { HoldDto } from "#lib/retention/schema.ts";
import { refreshRetention } from "./refresh-retention.ts";

export function ReleaseHold({ hold }: { hold: HoldDto }) {
  const { can } = useSession();
  const [isOpen, setOpen] = useState(false);
  const reason = useRef<HTMLTextAreaElement>(null);
  if (!can("hold.release")) return null;
  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
        Release…<span className="sr-only"> the hold on {hold.label}</span>
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        initialFocus={reason}
        title="Let this backup set expire again?"
        description={
          <>
            <span className="id">{hold.label}</span> of {hold.resource.name} was held: “{isolate(hold.reason)}
            ”. Once released, the policy decides over it; it may go with the next expiry.
          </>
        }
      >
        <ReleaseForm hold={hold} field={reason} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface ReleaseFormProps {
  hold: HoldDto;
  field: RefObject<HTMLTextAreaElement | null>;
  onClose: () => void;
}

function ReleaseForm({ hold, field, onClose }: ReleaseFormProps) {
  const client = useQueryClient();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ releaseHoldInput }) => releaseHoldInput.omit({ id: true }),
    read: (data) => ({ reason: data.get("reason") }),
    send: (input) => postJson(`/holds/${hold.id}/release`, input, ({ anything }) => anything),
    onDone: async () => {
      await refreshRetention(client);
      confirmDone(`The hold on ${hold.label} was released.`);
      onClose();
    },
  });
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="It was not released" problem={asProblem(error)} />}
      <Field label="Why is it no longer needed?" error={errorOf("reason")}>
        {(control) => <Textarea {...control} ref={field} name="reason" rows={2} maxLength={500} />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Keep the hold</Button>
        <Button type="submit" tone="danger" isBusy={isBusy}>
          Release the hold
        </Button>
      </DialogActions>
    </form>
  );
}
