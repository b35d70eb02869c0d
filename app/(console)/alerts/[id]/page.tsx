import type { Metadata } from "next";
import { alertQuery } from "#components/alerts/alert-queries.ts";
import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import { isolate } from "#lib/format/isolate.ts";
import { AlertDetail } from "../../screens.tsx";
import { titleFrom, WithAnswers } from "../../with-answers.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleFrom(
    alertQuery((await params).id),
    ({ rule, subject }) => `${alertCatalogue[rule].title}: ${isolate(subject)}`,
    "Alert",
  );
}

export default async function AlertPage({ params }: PageProps) {
  const { id } = await params;
  return (
    <WithAnswers queries={[alertQuery(id)]}>
      <AlertDetail id={id} />
    </WithAnswers>
  );
}
