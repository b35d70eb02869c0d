"use client";

import { useState } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { UserDto } from "#lib/users/schema.ts";
import { roleTitles } from "../../_components/role-titles.ts";
import { ChangePerson } from "./change-person.tsx";

export function PersonRow({ person }: { person: UserDto }) {
  const { user, can } = useSession();
  const [isOpen, setOpen] = useState(false);
  const isSelf = person.id === user.id;
  const canChange =
    can("user.grantRole") || can("user.revokeRole") || can("user.deactivate") || can("user.issueLink");
  return (
    <Row>
      <Cell isHeading>
        <span className="font-[560]">{isolate(person.name)}</span>
        {isSelf && <span className="text-ink-3"> · you</span>}
        <div className="text-sm text-ink-3">{person.email}</div>
      </Cell>
      <Cell label="Roles">
        {person.roles.map((role) => roleTitles[role].title).join(", ") || (
          <span className="text-ink-3">none</span>
        )}
      </Cell>
      <Cell label="Last active">
        {!person.isActive ? (
          <Pill tone="idle">Deactivated</Pill>
        ) : person.lastActiveAt ? (
          <TimeText at={person.lastActiveAt} />
        ) : person.hasPassword ? (
          <span className="text-ink-3">never</span>
        ) : (
          <Pill tone="idle">Invited</Pill>
        )}
      </Cell>
      <Cell align="right">
        {canChange && !isSelf && person.isActive && (
          <>
            <Button size="small" onClick={() => setOpen(true)}>
              <span>
                Change<span className="sr-only"> {isolate(person.name)}</span>…
              </span>
            </Button>
            <ChangePerson person={person} open={isOpen} onOpenChange={setOpen} />
          </>
        )}
      </Cell>
    </Row>
  );
}
