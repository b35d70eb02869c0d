"use client";

import Link from "next/link";
import { Fragment } from "react";
import { Loaded } from "#components/data/loaded.tsx";
import { useRepositories } from "#components/data/use-repositories.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RepositoryDto } from "#lib/repositories/schema.ts";
import { describeLocation } from "./describe-location.ts";
import { ProbePill } from "./probe-pill.tsx";

const columns = [
  { label: "Repository" },
  { label: "Where" },
  { label: "Holds" },
  { label: "Resources" },
  { label: "Tested" },
];

export function Repositories() {
  const { can } = useSession();
  const repositories = useRepositories();
  const add = can("repository.create") && (
    <Link href="/settings/repositories/new" className={buttonStyle({ tone: "primary" })}>
      Add a repository
    </Link>
  );
  return (
    <>
      <PageHead
        title="Repositories"
        sub="Where backup sets and WAL are kept, always encrypted before they leave the host."
        actions={add}
      />
      <Panel isPadded={false}>
        <Loaded query={repositories} what="The repositories">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="There is no repository" action={add}>
                A directory on a host or an S3 bucket. It is tested before it is trusted.
              </EmptyState>
            ) : (
              <Table caption="Repositories" columns={columns}>
                {items.map((repository) => (
                  <RepositoryRow key={repository.id} repository={repository} />
                ))}
              </Table>
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}

/** Breaks between the parts of a path, not inside a word; a copy of it stays clean. */
function Location({ repository }: { repository: RepositoryDto }) {
  return (
    <span className="id break-normal wrap-break-word">
      {describeLocation(repository)
        .split(/(?<=[/:])/)
        .map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
          <Fragment key={index}>
            {part}
            <wbr />
          </Fragment>
        ))}
    </span>
  );
}

function RepositoryRow({ repository }: { repository: RepositoryDto }) {
  return (
    <Row>
      <Cell isHeading>
        <Link href={`/settings/repositories/${repository.id}`} className="font-[560] hover:underline">
          {isolate(repository.name)}
        </Link>
        <div className="text-sm text-ink-3">{repository.kind === "s3" ? "S3" : "Directory"}</div>
      </Cell>
      <Cell label="Where">
        <Location repository={repository} />
      </Cell>
      <Cell label="Holds" className="num beside:whitespace-nowrap">
        {formatBytes(repository.storedBytes)}
        <div className="text-sm text-ink-3">
          {repository.setCount === 1 ? "1 set" : `${repository.setCount} sets`}
        </div>
      </Cell>
      <Cell label="Resources">{repository.resources.map((one) => one.name).join(", ") || "none yet"}</Cell>
      <Cell label="Tested" className="beside:whitespace-nowrap">
        <ProbePill repository={repository} />
      </Cell>
    </Row>
  );
}
