import type { Metadata } from "next";
import { restoreQuery } from "#components/restores/restore-queries.ts";
import { openByNumber } from "../../open-by-number.ts";
import { RestoreDetail } from "../../screens.tsx";
import { titleFrom, WithAnswers } from "../../with-answers.tsx";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return titleFrom(
    restoreQuery((await params).id),
    ({ change, plan }) => `R-${change.number} of ${plan.resource.name}`,
    "Restore",
  );
}

export default async function RestorePage({ params }: PageProps) {
  const { id } = await params;
  await openByNumber(id);
  return (
    <WithAnswers queries={[restoreQuery(id)]}>
      <RestoreDetail id={id} />
    </WithAnswers>
  );
}
