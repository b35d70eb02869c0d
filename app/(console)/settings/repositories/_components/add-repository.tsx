"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useWorkers } from "#components/data/use-workers.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Radio } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { createdRepository } from "#lib/repositories/schema.ts";
import { MadePassphrase } from "./made-passphrase.tsx";
import { readRepositoryForm } from "./read-repository-form.ts";
import { S3Fields } from "./s3-fields.tsx";

type Created = z.infer<typeof createdRepository>;

export function AddRepository() {
  const { can } = useSession();
  const router = useRouter();
  const [created, setCreated] = useState<Created | null>(null);
  const open = ({ id }: Created) => router.push(`/settings/repositories/${id}`);
  if (created?.madePassphrase) {
    return (
      <>
        <PageHead
          title={`${isolate(created.name)} is added`}
          sub="One thing to take along before you go on."
        />
        <MadePassphrase
          passphrase={created.madePassphrase}
          host={created.host}
          onTaken={() => open(created)}
        />
      </>
    );
  }
  return (
    <>
      <PageHead
        title="Add a repository"
        sub="It is tested at once: reached, written, read back and deleted, and whether its promises hold."
      />
      {can("repository.create") ? (
        <RepositoryForm onCreated={(one) => (one.madePassphrase ? setCreated(one) : open(one))} />
      ) : (
        <Panel>
          <EmptyState title="Adding a repository needs the role admin" />
        </Panel>
      )}
    </>
  );
}

function RepositoryForm({ onCreated }: { onCreated: (created: Created) => void }) {
  const workers = useWorkers();
  const [kind, setKind] = useState<"local" | "s3">("local");
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createRepositoryInput }) => createRepositoryInput,
    read: readRepositoryForm,
    send: (input) => postJson("/repositories", input, ({ createdRepository }) => createdRepository),
    onDone: onCreated,
  });
  return (
    <form {...form} className="grid max-w-3xl gap-3.5">
      {error && <Problem title="The repository was not added" problem={asProblem(error)} />}
      <Panel className="grid gap-4">
        <Fieldset legend="Kind">
          <Radio
            name="kind"
            value="local"
            checked={kind === "local"}
            onChange={() => setKind("local")}
            label="Directory"
            hint="On a host with a worker; best on another disk than the data."
          />
          <Radio
            name="kind"
            value="s3"
            checked={kind === "s3"}
            onChange={() => setKind("s3")}
            label="S3 bucket"
            hint="Any store that speaks S3 over TLS 1.3."
          />
        </Fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={errorOf("name")}>
            {(control) => <Input {...control} name="name" spellCheck={false} />}
          </Field>
          <Field label="Host" hint="Whose worker uses and tests it." error={errorOf("host")}>
            {(control) => (
              <Select {...control} name="host">
                {workers.data?.items.length === 0 && <option value="">No worker has been seen yet</option>}
                {workers.data?.items.map((worker) => (
                  <option key={worker.host} value={worker.host}>
                    {worker.host}
                    {worker.isOnline ? "" : " (offline)"}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        {kind === "local" ? (
          <Field
            label="Directory"
            hint="Absolute; it is created when it does not exist."
            error={errorOf("location.path")}
          >
            {(control) => (
              <Input
                {...control}
                name="location.path"
                placeholder="/var/lib/holdfast/repository"
                spellCheck={false}
              />
            )}
          </Field>
        ) : (
          <S3Fields errorOf={errorOf} />
        )}
      </Panel>
      <Panel title="Encryption">
        <Field
          label="Passphrase"
          isOptional
          hint="At least 20 characters. Left empty, a strong one is made and shown once. Sealed here; only workers can open it. Without it nothing in the repository can ever be read: keep a copy elsewhere."
          error={errorOf("passphrase")}
        >
          {(control) => <Input {...control} name="passphrase" type="password" autoComplete="new-password" />}
        </Field>
      </Panel>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Add and test it
        </Button>
        <Link href="/settings/repositories" className={buttonStyle()}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
