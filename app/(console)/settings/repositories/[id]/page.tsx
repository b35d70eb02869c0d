import type { Metadata } from "next";
import { repositoryQuery } from "#components/data/repository-query.ts";
import { isolate } from "#lib/format/isolate.ts";
import { Repository } from "../../../screens.tsx";
import { titleFrom, WithAnswers } from "../../../with-answers.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleFrom(repositoryQuery((await params).id), ({ name }) => isolate(name), "Repository");
}

export default async function RepositoryPage({ params }: PageProps) {
  const { id } = await params;
  return (
    <WithAnswers queries={[repositoryQuery(id)]}>
      <Repository id={id} />
    </WithAnswers>
  );
}
