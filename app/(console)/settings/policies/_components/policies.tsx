"use client";

import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { usePolicies } from "#components/retention/use-policies.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { PolicyDto } from "#lib/policies/schema.ts";

const columns = [
  { label: "Policy", className: "beside:w-[18%]" },
  { label: "When", className: "beside:w-[29%]" },
  { label: "Keeps", className: "beside:w-[22%]" },
  { label: "Objectives", className: "beside:w-[14%]" },
  { label: "Resources" },
];

export function Policies() {
  const { can } = useSession();
  const policies = usePolicies();
  const add = can("policy.create") && (
    <Link href="/settings/policies/new" className={buttonStyle({ tone: "primary" })}>
      Create a policy
    </Link>
  );
  return (
    <>
      <PageHead
        title="Policies"
        sub="When things run, how long sets stay, what may be lost and how long a restore may take."
        actions={add}
      />
      <Panel isPadded={false}>
        <Loaded query={policies} what="The policies">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="There is no policy" action={add}>
                Without one nothing runs by itself and nothing expires.
              </EmptyState>
            ) : (
              <Table isWide caption="Policies" columns={columns}>
                {items.map((policy) => (
                  <PolicyRow key={policy.id} policy={policy} />
                ))}
              </Table>
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}

const namesShown = 4;

function PolicyRow({ policy }: { policy: PolicyDto }) {
  const { objectives } = policy.rules;
  const others = policy.resources.length - namesShown;
  return (
    <Row>
      <Cell isHeading>
        <Link href={`/settings/policies/${policy.id}`} className="font-[560] hover:underline">
          {isolate(policy.name)}
        </Link>
        <div className="num text-sm text-ink-3">version {policy.version}</div>
      </Cell>
      <Cell label="When">
        {policy.schedules.length === 0 && "nothing runs by itself"}
        <ul className="grid gap-0.5">
          {policy.schedules.map((one) => (
            <li key={one.scheduleId}>{one.sentence}</li>
          ))}
        </ul>
      </Cell>
      <Cell label="Keeps" className="num">
        {policy.retentionSentence}
      </Cell>
      <Cell label="Objectives" className="num">
        loses at most {formatDuration(objectives.rpoSeconds * 1000)}
        <div>back within {formatDuration(objectives.rtoSeconds * 1000)}</div>
      </Cell>
      <Cell label="Resources">
        {policy.resources.length === 0 && <span className="text-ink-3">none</span>}
        {policy.resources.slice(0, namesShown).map((resource, index) => (
          <span key={resource.id}>
            {index > 0 && ", "}
            <Link href={`/resources/${resource.id}`} className="hover:underline">
              {resource.name}
            </Link>
          </span>
        ))}
        {others > 0 && <span className="text-ink-3"> and {others} more</span>}
      </Cell>
    </Row>
  );
}
