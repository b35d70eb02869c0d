"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import type { RepositoryDto } from "#lib/repositories/schema.ts";

export function RepositoryFacts({ repository }: { repository: RepositoryDto }) {
  const { location } = repository;
  return (
    <Panel title="What it is">
      <Facts>
        <Fact label="Kind">{repository.kind === "s3" ? "S3 bucket" : `Directory on ${repository.host}`}</Fact>
        {"path" in location ? (
          <Fact label="Path">
            <span className="id">{location.path}</span>
          </Fact>
        ) : (
          <>
            <Fact label="Endpoint">
              <span className="id">
                {location.endpoint}:{location.port}
              </span>
            </Fact>
            <Fact label="Bucket">
              <span className="id">{location.bucket}</span>
            </Fact>
            <Fact label="Prefix">
              <span className="id">{location.prefix || "none"}</span>
            </Fact>
            <Fact label="Region">{location.region}</Fact>
            <Fact label="Addressing">
              {location.uriStyle === "path" ? "bucket in the path" : "bucket in the host name"}
            </Fact>
            {location.caFile && (
              <Fact label="Certificate authority">
                <span className="id">{location.caFile}</span> on {repository.host}
              </Fact>
            )}
          </>
        )}
        <Fact label="Encryption">AES-256, key generation {repository.generation}</Fact>
        <Fact label="Holds">
          <span className="num">
            {formatBytes(repository.storedBytes)} in{" "}
            {repository.setCount === 1 ? "1 set" : `${repository.setCount} sets`}
          </span>
        </Fact>
        <Fact label="Used by">
          {repository.resources.length === 0 && "no resource yet"}
          {repository.resources.map((resource, index) => (
            <span key={resource.id}>
              {index > 0 && ", "}
              <Link href={`/resources/${resource.id}`} className="link">
                {resource.name}
              </Link>
            </span>
          ))}
        </Fact>
        <Fact label="Added">
          <TimeText at={repository.createdAt} show="full" />
        </Fact>
      </Facts>
    </Panel>
  );
}
