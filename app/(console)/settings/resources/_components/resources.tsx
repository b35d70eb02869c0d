"use client";

import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { useResources } from "#components/data/use-resources.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

const columns = [
  { label: "Resource" },
  { label: "Where" },
  { label: "Repositories" },
  { label: "Objectives" },
  { label: "State" },
];

export function Resources() {
  const { can } = useSession();
  const resources = useResources();
  const register = can("resource.create") && (
    <Link href="/settings/resources/new" className={buttonStyle({ tone: "primary" })}>
      Register a resource
    </Link>
  );
  return (
    <>
      <PageHead
        title="Resources"
        sub="What is protected, where it runs and what is promised for it."
        actions={register}
      />
      <Panel isPadded={false}>
        <Loaded query={resources} what="The resources">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="No resource is registered" action={register}>
                A resource is a PostgreSQL cluster. You see everything that would change before anything does.
              </EmptyState>
            ) : (
              <Table isWide caption="Resources" columns={columns}>
                {items.map((resource) => (
                  <ResourceRow key={resource.id} resource={resource} />
                ))}
              </Table>
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}

function ResourceRow({ resource }: { resource: ResourceDto }) {
  const { rpoSeconds, rtoSeconds } = resource.objectives;
  return (
    <Row>
      <Cell isHeading>
        <Link href={`/settings/resources/${resource.id}`} className="font-[560] hover:underline">
          {resource.name}
        </Link>
        {resource.tier === "critical" && <div className="text-sm text-ink-3">critical</div>}
      </Cell>
      <Cell label="Where">
        {resource.host}
        <div className="id text-ink-3">{resource.settings.dataDirectory}</div>
      </Cell>
      <Cell label="Repositories">{resource.repositories.map((one) => one.name).join(", ")}</Cell>
      <Cell label="Objectives" className="num">
        lose at most {rpoSeconds === null ? "—" : formatDuration(rpoSeconds * 1000)}
        <div className="text-sm text-ink-3">
          back within {rtoSeconds === null ? "—" : formatDuration(rtoSeconds * 1000)}
        </div>
      </Cell>
      <Cell label="State">
        {resource.state === "protected" ? (
          <Pill tone="good">Protected</Pill>
        ) : (
          <Pill tone="warn">Not set up</Pill>
        )}
      </Cell>
    </Row>
  );
}
