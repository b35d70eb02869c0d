import type { Metadata } from "next";
import { restoreQuery } from "#components/restores/restore-queries.ts";
import { openByNumber } from "../../open-by-number.ts";
import { RestoreDetail } from "../../screens.tsx";
import { WithAnswers } from "../../with-answers.tsx";

export const metadata: Metadata = { title: "Restore" };

export default async function RestorePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await openByNumber(id);
  return (
    <WithAnswers queries={[restoreQuery(id)]}>
      <RestoreDetail id={id} />
    </WithAnswers>
  );
}
