"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import type { PermissionRow } from "#components/data/permission-table.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ToneShape } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { type Role, roles } from "#lib/auth/permissions.ts";
import { roleTitles } from "../../_components/role-titles.ts";

const columns = [
  { label: "What" },
  ...roles.map((role) => ({ label: roleTitles[role].title, className: "beside:w-24" })),
  { label: "Besides" },
];

export function Permissions() {
  const table = useQuery({
    queryKey: ["permission"],
    queryFn: ({ signal }) => getJson("/permissions", ({ permissionTable }) => permissionTable, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <PageHead
        title="Permissions"
        sub="The whole access policy, as the program applies it. A person holds a set of roles; one that allows is enough."
      />
      <Panel isPadded={false}>
        <Loaded query={table} what="The permissions">
          {({ items }) => (
            <Table caption="Who may do what" columns={columns}>
              {items.map((row) => (
                <PermissionLine key={row.verb} row={row} />
              ))}
            </Table>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function PermissionLine({ row }: { row: PermissionRow }) {
  return (
    <Row>
      <Cell isHeading>
        {row.title}
        <div className="id text-ink-3">{row.verb}</div>
      </Cell>
      {roles.map((role) => (
        <Cell key={role} label={roleTitles[role].title}>
          <Allowed isAllowed={isAllowed(row, role)} />
        </Cell>
      ))}
      <Cell label="Besides" className="text-sm text-ink-2">
        {notesOn(row).join(" · ")}
      </Cell>
    </Row>
  );
}

function Allowed({ isAllowed }: { isAllowed: boolean }) {
  return isAllowed ? (
    <span className="inline-flex items-center gap-1.5 text-good">
      <ToneShape tone="good" /> yes
    </span>
  ) : (
    <span className="text-ink-3">no</span>
  );
}

function isAllowed(row: PermissionRow, role: Role): boolean {
  return row.open || row.self || row.roles.includes(role);
}

function notesOn(row: PermissionRow): string[] {
  return [
    row.open ? "without signing in" : null,
    row.self ? "on what is one's own" : null,
    row.system ? "only the program itself" : null,
    row.needsApproval ? "after an approved plan" : null,
    row.token ? "API tokens too" : null,
  ].filter((note) => note !== null);
}
