"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { getJson, postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { sessionList } from "#lib/sessions/schema.ts";
import { nameBrowser } from "./name-browser.ts";

type Session = z.infer<typeof sessionList>["items"][number];

const columns = [
  { label: "Browser" },
  { label: "From" },
  { label: "Last active" },
  { label: "Actions", isLabelHidden: true },
];

export function Sessions() {
  const sessions = useQuery({
    queryKey: ["session", "list"],
    queryFn: ({ signal }) => getJson("/sessions", ({ sessionList }) => sessionList, signal),
  });
  return (
    <Panel
      title="Where you are signed in"
      isPadded={false}
      aside="each ends after 30 min without use, all after 12 h"
    >
      <Loaded
        query={sessions}
        what="Your sessions"
        placeholder={<SkeletonRows count={2} label="Loading your sessions" />}
      >
        {({ items }) => (
          <Table caption="Your sessions" columns={columns}>
            {items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Table>
        )}
      </Loaded>
    </Panel>
  );
}

function SessionRow({ session }: { session: Session }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => postJson(`/sessions/${session.id}/revoke`, {}, ({ anything }) => anything),
    onSuccess: () => client.invalidateQueries({ queryKey: ["session", "list"] }),
  });
  const browser = nameBrowser(session.userAgent);
  return (
    <Row>
      <Cell isHeading>
        <span data-tooltip={session.userAgent ?? undefined}>{browser}</span>
        {end.error && <Problem title="The session was not ended" problem={asProblem(end.error)} />}
      </Cell>
      <Cell label="From">
        <span className="id">{session.address ?? "unknown"}</span>
      </Cell>
      <Cell label="Last active">
        <TimeText at={session.lastActiveAt} />
        <div className="text-sm text-ink-3">
          since <TimeText at={session.createdAt} show="moment" />
        </div>
      </Cell>
      <Cell align="right">
        {session.isCurrent ? (
          <Pill tone="idle">This one</Pill>
        ) : (
          <Button size="small" isBusy={end.isPending} onClick={() => end.mutate()}>
            <span>
              End<span className="sr-only"> the session in {browser}</span>
            </span>
          </Button>
        )}
      </Cell>
    </Row>
  );
}
