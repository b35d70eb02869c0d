"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { ObjectivesDto } from "#lib/objectives/schema.ts";
import { ObjectivesCharts } from "./objectives-charts.tsx";
import { ObjectivesTable } from "./objectives-table.tsx";
import { answerOf } from "./standing-words.ts";
import { SystemsTable } from "./systems-table.tsx";

const refetchMs = 15_000;

/** Are we within our objectives, and would we be today? */
export function Objectives() {
  const objectives = useQuery({
    queryKey: ["objective"],
    queryFn: ({ signal }) => getJson("/objectives", ({ objectivesDto }) => objectivesDto, signal),
    refetchInterval: refetchMs,
  });
  return (
    <>
      <PageHead
        title="Are we within our objectives, and would we be today?"
        sub={objectives.data ? answerOf(objectives.data) : objectives.error ? undefined : "Looking…"}
      />
      <Loaded
        query={objectives}
        what="The objectives"
        placeholder={
          <Panel isPadded={false}>
            <SkeletonRows label="Loading the objectives" />
          </Panel>
        }
      >
        {(data) => (data.resources.length === 0 ? <Nothing /> : <Found objectives={data} />)}
      </Loaded>
    </>
  );
}

function Found({ objectives }: { objectives: ObjectivesDto }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
      <ObjectivesTable resources={objectives.resources} />
      <SystemsTable systems={objectives.systems} complete={objectives.complete} />
      <ObjectivesCharts resources={objectives.resources.map(({ resource }) => resource)} />
    </div>
  );
}

function Nothing() {
  const { can } = useSession();
  return (
    <Panel>
      <EmptyState
        title="Nothing is protected yet"
        action={
          can("resource.create") && (
            <Link href="/settings/resources/new" className={buttonStyle({ tone: "primary" })}>
              Register a resource
            </Link>
          )
        }
      >
        A resource has two objectives: how much may be lost, and how long a restore may take. Both are
        measured from the moment it is protected.
      </EmptyState>
    </Panel>
  );
}
