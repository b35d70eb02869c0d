"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getJson, postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { TokenDto } from "#lib/tokens/schema.ts";
import { CreateToken } from "./create-token.tsx";

const columns = [
  { label: "Token" },
  { label: "May" },
  { label: "Last used" },
  { label: "Expires" },
  { label: "Actions", isLabelHidden: true },
];

export function Tokens() {
  const { can } = useSession();
  const tokens = useQuery({
    queryKey: ["token", "list"],
    queryFn: ({ signal }) => getJson("/tokens", ({ tokenList }) => tokenList, signal),
  });
  return (
    <Panel title="Your API tokens" isPadded={false} aside={can("token.create") && <CreateToken />}>
      <Loaded
        query={tokens}
        what="Your tokens"
        placeholder={<SkeletonRows count={2} label="Loading your tokens" />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="You have no API token">
              For the command line and CI. A token can never approve, delete or manage people.
            </EmptyState>
          ) : (
            <Table caption="Your API tokens" columns={columns}>
              {items.map((token) => (
                <TokenRow key={token.id} token={token} />
              ))}
            </Table>
          )
        }
      </Loaded>
    </Panel>
  );
}

function TokenRow({ token }: { token: TokenDto }) {
  const client = useQueryClient();
  const now = useNow(60_000);
  const revoke = useMutation({
    mutationFn: () => postJson(`/tokens/${token.id}/revoke`, {}, ({ anything }) => anything),
    onSuccess: () => client.invalidateQueries({ queryKey: ["token"] }),
  });
  const isOver = token.revokedAt !== null || Date.parse(token.expiresAt) <= now;
  return (
    <Row className={isOver ? "text-ink-3" : ""}>
      <Cell isHeading>
        {isolate(token.name)}
        <div className="id text-ink-3">{token.prefix}…</div>
        {revoke.error && <Problem title="The token was not revoked" problem={asProblem(revoke.error)} />}
      </Cell>
      <Cell label="May">
        {token.scopes.map((scope) => (
          <div key={scope} className="id">
            {scope}
          </div>
        ))}
      </Cell>
      <Cell label="Last used">{token.lastUsedAt ? <TimeText at={token.lastUsedAt} /> : "never"}</Cell>
      <Cell label="Expires">
        {token.revokedAt ? (
          <Pill tone="idle">Revoked</Pill>
        ) : isOver ? (
          <Pill tone="idle">Expired</Pill>
        ) : (
          <TimeText at={token.expiresAt} />
        )}
      </Cell>
      <Cell align="right">
        {!isOver && (
          <Button size="small" tone="danger" isBusy={revoke.isPending} onClick={() => revoke.mutate()}>
            <span>
              Revoke<span className="sr-only"> {isolate(token.name)}</span>
            </span>
          </Button>
        )}
      </Cell>
    </Row>
  );
}
