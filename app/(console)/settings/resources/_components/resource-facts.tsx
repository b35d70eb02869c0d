"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill, type Tone } from "#components/ui/pill.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { ClusterFacts, ResourceDto } from "#lib/resources/schema.ts";

const clusterTones: Record<ClusterFacts["clusterState"], Tone> = {
  running: "good",
  stopped: "warn",
  broken: "bad",
  gone: "bad",
};

export function ResourceFacts({ resource }: { resource: ResourceDto }) {
  const { facts, factsAt, settings } = resource;
  return (
    <Panel
      title="As it is"
      aside={
        factsAt && (
          <>
            seen <TimeText at={factsAt} />
          </>
        )
      }
    >
      <Facts>
        <Fact label="Cluster">
          {facts ? (
            <>
              <Pill tone={clusterTones[facts.clusterState]}>{facts.clusterState}</Pill>{" "}
              {facts.stateReason && <span className="text-ink-2">{facts.stateReason}</span>}
            </>
          ) : (
            <Pill tone="unknown">Not seen yet</Pill>
          )}
        </Fact>
        {facts?.version && <Fact label="PostgreSQL">{facts.version}</Fact>}
        {facts && (
          <Fact label="Size">
            <span className="num">
              {facts.sizeBytes === null ? "unknown" : formatBytes(facts.sizeBytes)}
              {facts.freeBytes !== null && `, ${formatBytes(facts.freeBytes)} free beside it`}
            </span>
          </Fact>
        )}
        <Fact label="Data directory">
          <span className="id">{settings.dataDirectory}</span>
        </Fact>
        <Fact label="Reached as">
          <span className="id">
            {settings.user} · {settings.socketDirectory}:{settings.port}
          </span>
        </Fact>
        <Fact label="System identifier">
          <span className="id">{resource.systemIdentifier ?? "not read yet"}</span>
        </Fact>
        <Fact label="Repositories">
          {resource.repositories.map((repository, index) => (
            <span key={repository.id}>
              {index > 0 && ", "}
              <Link href={`/settings/repositories/${repository.id}`} className="link">
                {isolate(repository.name)}
              </Link>
            </span>
          ))}
        </Fact>
        {facts?.archiver && (
          <Fact label="Archiver">
            <span className="num">
              {facts.archiver.lastArchivedSegment ? (
                <>
                  newest segment <span className="id">{facts.archiver.lastArchivedSegment}</span>
                </>
              ) : (
                "nothing archived yet"
              )}
              {facts.archiver.failedCount > 0 && `, ${facts.archiver.failedCount} failures`}
            </span>
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
