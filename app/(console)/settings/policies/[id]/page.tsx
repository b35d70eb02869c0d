import type { Metadata } from "next";
import { policyQuery } from "#components/retention/retention-queries.ts";
import { isolate } from "#lib/format/isolate.ts";
import { Policy } from "../../../screens.tsx";
import { titleFrom, WithAnswers } from "../../../with-answers.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleFrom(policyQuery((await params).id), ({ name }) => isolate(name), "Policy");
}

export default async function PolicyPage({ params }: PageProps) {
  const { id } = await params;
  return (
    <WithAnswers queries={[policyQuery(id)]}>
      <Policy id={id} />
    </WithAnswers>
  );
}
