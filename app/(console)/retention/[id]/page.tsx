import type { Metadata } from "next";
import { openByNumber } from "../../open-by-number.ts";
import { RetentionRequest } from "../../screens.tsx";

export const metadata: Metadata = { title: "Request to keep less" };

export default async function RetentionRequestPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await openByNumber(id);
  return <RetentionRequest id={id} />;
}
