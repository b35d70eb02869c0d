import type { Metadata } from "next";
import { AlertDetail } from "./_components/alert-detail.tsx";

export const metadata: Metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <AlertDetail id={id} />;
}
