import type { Metadata } from "next";
import { operationQuery } from "#components/data/operation-query.ts";
import { OperationDetail } from "../../screens.tsx";
import { WithAnswers } from "../../with-answers.tsx";

export const metadata: Metadata = { title: "Operation" };

export default async function OperationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <WithAnswers queries={[operationQuery(id)]}>
      <OperationDetail id={id} />
    </WithAnswers>
  );
}
