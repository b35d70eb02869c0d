"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { useRepositories } from "#components/data/use-repositories.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useWorkers } from "#components/data/use-workers.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { isolate } from "#lib/format/isolate.ts";
import { HookFields } from "./hook-fields.tsx";
import { ObjectiveFields } from "./objective-fields.tsx";
import { PolicyField } from "./policy-field.tsx";
import { readObjectives, readSettings } from "./read-resource-form.ts";
import { SettingsFields } from "./settings-fields.tsx";

export function RegisterResource() {
  const { can } = useSession();
  return (
    <>
      <PageHead
        title="Register a PostgreSQL cluster"
        sub="This only writes it down. The next page shows what protecting it would change, before anything changes."
      />
      {can("resource.create") ? (
        <RegisterForm />
      ) : (
        <Panel>
          <EmptyState title="Registering a resource needs the role admin" />
        </Panel>
      )}
    </>
  );
}

function RegisterForm() {
  const router = useRouter();
  const workers = useWorkers();
  const repositories = useRepositories();
  const hosts = workers.data?.items ?? [];
  const [chosenHost, setHost] = useState("");
  const host = chosenHost || hosts[0]?.host || "";
  const worker = hosts.find((one) => one.host === host);
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createResourceInput }) => createResourceInput,
    read: (data) => ({
      name: data.get("name"),
      kind: "postgres",
      tier: data.get("tier"),
      host: data.get("host"),
      settings: readSettings(data),
      repositoryIds: data.getAll("repositoryIds"),
      ...(data.get("policyId") ? { policyId: data.get("policyId") } : {}),
      objectives: readObjectives(data),
    }),
    send: (input) => postJson("/resources", input, ({ resourceDto }) => resourceDto),
    onDone: (resource) => router.push(`/settings/resources/${resource.id}`),
  });
  const hasNowhere = repositories.data?.items.length === 0;
  return (
    <form {...form} className="grid max-w-3xl gap-3.5">
      {error && <Problem title="The resource was not registered" problem={asProblem(error)} />}
      {hasNowhere && (
        <Banner
          tone="warn"
          action={
            <Link href="/settings/repositories/new" className={buttonStyle()}>
              Add a repository
            </Link>
          }
        >
          There is no repository yet: somewhere to keep backup sets comes first.
        </Banner>
      )}
      <Panel title="The cluster">
        <div className="grid gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label="Name"
              hint="Lower-case letters, digits and hyphens; it stays."
              error={errorOf("name")}
            >
              {(control) => <Input {...control} name="name" placeholder="orders-db" spellCheck={false} />}
            </Field>
            <Field
              label="Importance"
              hint="Approvals for a critical one expire after 1 h."
              error={errorOf("tier")}
            >
              {(control) => (
                <Select {...control} name="tier" defaultValue="standard">
                  <option value="standard">Standard</option>
                  <option value="critical">Critical</option>
                </Select>
              )}
            </Field>
          </div>
          <Field label="Host" hint="Where the cluster and a worker run." error={errorOf("host")}>
            {(control) => (
              <Select {...control} name="host" value={host} onChange={(event) => setHost(event.target.value)}>
                {hosts.length === 0 && <option value="">No worker has been seen yet</option>}
                {hosts.map((one) => (
                  <option key={one.host} value={one.host}>
                    {one.host}
                    {one.isOnline ? "" : " (offline)"}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <SettingsFields errorOf={errorOf} />
        </div>
      </Panel>
      <Panel>
        <Fieldset
          legend="Repositories"
          hint="Two in different places survive the loss of one."
          error={errorOf("repositoryIds")}
        >
          {repositories.data?.items.map((repository, index) => (
            <Checkbox
              key={repository.id}
              name="repositoryIds"
              value={repository.id}
              defaultChecked={index === 0}
              label={isolate(repository.name)}
              hint={repository.kind === "s3" ? "S3 bucket" : `directory on ${repository.host}`}
            />
          ))}
        </Fieldset>
      </Panel>
      <Panel title="Policy">
        <PolicyField error={errorOf("policyId")} />
      </Panel>
      <Panel title="Objectives">
        <ObjectiveFields errorOf={errorOf} />
      </Panel>
      <Panel title="Hooks" aside="executables in the hooks folder of the host">
        <HookFields worker={worker} errorOf={errorOf} />
      </Panel>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Register, then show what would change
        </Button>
        <Link href="/settings/resources" className={buttonStyle()}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
