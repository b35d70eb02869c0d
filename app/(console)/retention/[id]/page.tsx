import type { Metadata } from "next";
import { RetentionRequest } from "../../screens.tsx";

export const metadata: Metadata = { title: "Request to keep less" };

export default async function RetentionRequestPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RetentionRequest id={id} />;
}
