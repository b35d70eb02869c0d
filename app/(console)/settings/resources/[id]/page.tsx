import type { Metadata } from "next";
import { resourceQuery } from "#components/data/resource-query.ts";
import { ResourceSettings } from "../../../screens.tsx";
import { titleFrom, WithAnswers } from "../../../with-answers.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleFrom(
    resourceQuery((await params).id),
    ({ resource }) => `Settings of ${resource.name}`,
    "Resource",
  );
}

export default async function ResourceSettingsPage({ params }: PageProps) {
  const { id } = await params;
  return (
    <WithAnswers queries={[resourceQuery(id)]}>
      <ResourceSettings id={id} />
    </WithAnswers>
  );
}
