"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Table } from "#components/ui/table.tsx";
import { InvitePerson } from "./invite-person.tsx";
import { PersonRow } from "./person-row.tsx";

const columns = [
  { label: "Person" },
  { label: "Roles" },
  { label: "Last active" },
  { label: "Actions", isLabelHidden: true },
];

export function People() {
  const { can } = useSession();
  const people = useQuery({
    queryKey: ["user", "list"],
    queryFn: ({ signal }) => getJson("/users", ({ userList }) => userList, signal),
  });
  return (
    <>
      <PageHead
        title="People"
        sub="Who may sign in, and as what. Nobody gives a role to themselves; being admin gives no right to approve."
        actions={can("user.create") && <InvitePerson />}
      />
      <Panel isPadded={false}>
        <Loaded query={people} what="The people">
          {({ items }) => (
            <Table caption="People and their roles" columns={columns}>
              {items.map((person) => (
                <PersonRow key={person.id} person={person} />
              ))}
            </Table>
          )}
        </Loaded>
      </Panel>
    </>
  );
}
