import type { Metadata } from "next";
import { operationQuery } from "#components/data/operation-query.ts";
import { OperationDetail } from "../../screens.tsx";
import { titleFrom, WithAnswers } from "../../with-answers.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleFrom(operationQuery((await params).id), ({ title }) => title, "Operation");
}

export default async function OperationPage({ params }: PageProps) {
  const { id } = await params;
  return (
    <WithAnswers queries={[operationQuery(id)]}>
      <OperationDetail id={id} />
    </WithAnswers>
  );
}
