"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import type { PermissionRow } from "#components/data/permission-table.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { cn } from "#components/ui/cn.ts";
import { Panel } from "#components/ui/panel.tsx";
import { ToneShape } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { type Role, roles } from "#lib/auth/permissions.ts";
import { roleTitles } from "../../_components/role-titles.ts";
import { groupPermissions } from "./group-permissions.ts";

const columns = [
  { label: "What" },
  ...roles.map((role) => ({ label: roleTitles[role].title, className: "beside:w-24" })),
  { label: "Besides", className: "beside:w-56" },
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
      <Loaded query={table} what="The permissions">
        {({ items }) => (
          <div className="grid gap-3.5">
            {groupPermissions(items).map(({ title, rows }) => (
              <Panel key={title} title={title} isPadded={false}>
                <Table caption={`Who may do what: ${title}`} columns={columns} isFixed>
                  {rows.map((row) => (
                    <PermissionLine key={row.verb} row={row} />
                  ))}
                </Table>
              </Panel>
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}

/** Where there is no room for columns, the roles that may are named one after the other. */
function PermissionLine({ row }: { row: PermissionRow }) {
  const notes = notesOn(row).join(" · ");
  const isEverybody = roles.every((role) => isAllowed(row, role));
  return (
    <Row>
      <Cell isHeading>
        {row.title}
        <div className="id text-ink-3">{row.verb}</div>
      </Cell>
      {roles.map((role) => (
        <Cell
          key={role}
          className={
            isAllowed(row, role) && !isEverybody ? "stacked:mr-3.5 stacked:inline-block!" : "stacked:hidden!"
          }
        >
          <Allowed isAllowed={isAllowed(row, role)} role={role} />
        </Cell>
      ))}
      <Cell className={cn("text-sm text-ink-2", notes === "" && !isEverybody && "stacked:hidden!")}>
        {isEverybody && (
          <span className="text-good beside:hidden">every role{notes === "" ? "" : " · "}</span>
        )}
        {notes}
      </Cell>
    </Row>
  );
}

function Allowed({ isAllowed, role }: { isAllowed: boolean; role: Role }) {
  return isAllowed ? (
    <span className="inline-flex items-center gap-1.5 text-good">
      <ToneShape tone="good" />
      <span className="beside:hidden">{roleTitles[role].title}</span>
      <span className="stacked:hidden">yes</span>
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
