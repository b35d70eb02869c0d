"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useRuleTitle } from "#components/alerts/use-rules.ts";
import { getJson, postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { SilenceDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { AddSilence } from "./add-silence.tsx";

export function Silences() {
  const { can } = useSession();
  const silences = useQuery({
    queryKey: ["alert", "silences"],
    queryFn: ({ signal }) => getJson("/silences", ({ silenceList }) => silenceList, signal),
  });
  return (
    <Loaded query={silences} what="The silences">
      {({ items }) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
          <List
            title="Active"
            silences={items.filter((silence) => silence.isActive)}
            aside={can("silence.create") && <AddSilence />}
            empty={
              <EmptyState title="Nothing is silenced">
                Silence a rule or a resource before planned work, so that an alarm still means something. It
                ends by itself.
              </EmptyState>
            }
          />
          <List
            title="Ended"
            silences={items.filter((silence) => !silence.isActive)}
            aside={null}
            empty={null}
          />
        </div>
      )}
    </Loaded>
  );
}

function List(props: { title: string; silences: SilenceDto[]; aside: ReactNode; empty: ReactNode }) {
  const { title, silences, aside, empty } = props;
  if (silences.length === 0 && empty === null) return null;
  const columns = [
    { label: "Silenced", className: "beside:w-[30%]" },
    { label: "Why", className: "beside:w-[30%]" },
    { label: "By" },
    { label: title === "Active" ? "Until" : "Ended" },
    ...(title === "Active" ? [{ label: "Actions", isLabelHidden: true }] : []),
  ];
  return (
    <Panel title={title} isPadded={false} aside={aside}>
      {silences.length === 0 ? (
        empty
      ) : (
        <Table caption={`Silences: ${title.toLowerCase()}`} columns={columns}>
          {silences.map((silence) => (
            <SilenceRow key={silence.id} silence={silence} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function SilenceRow({ silence }: { silence: SilenceDto }) {
  const { can } = useSession();
  const titleOf = useRuleTitle();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => postJson(`/silences/${silence.id}/end`, {}, ({ silenceDto }) => silenceDto),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["alert"] });
      confirmDone("The silence is over: people are told again.");
    },
  });
  const rule = silence.rule === null ? "Everything" : titleOf(silence.rule);
  const what = silence.resource ? `${rule} of ${silence.resource.name}` : `${rule}, everywhere`;
  const endedAt = silence.endedAt ?? silence.expiresAt;
  return (
    <Row>
      <Cell isHeading>
        {what}
        {end.error && <Problem title="The silence was not ended" problem={asProblem(end.error)} />}
      </Cell>
      <Cell label="Why" className="wrap-anywhere">
        {isolate(silence.reason)}
      </Cell>
      <Cell label="By">
        {isolate(silence.owner)}
        <div className="text-sm text-ink-3">
          <TimeText at={silence.createdAt} />
        </div>
      </Cell>
      <Cell label={silence.isActive ? "Until" : "Ended"}>
        <TimeText at={silence.isActive ? silence.expiresAt : endedAt} show="moment" />
        <div className="text-sm text-ink-3">
          {silence.isActive ? (
            <TimeText at={silence.expiresAt} />
          ) : silence.endedAt && silence.endedAt < silence.expiresAt ? (
            "ended early"
          ) : (
            "ran out"
          )}
        </div>
      </Cell>
      {silence.isActive && (
        <Cell align="right">
          {can("silence.end") && (
            <Button size="small" isBusy={end.isPending} onClick={() => end.mutate()}>
              <span>
                End now<span className="sr-only"> {what}</span>
              </span>
            </Button>
          )}
        </Cell>
      )}
    </Row>
  );
}
