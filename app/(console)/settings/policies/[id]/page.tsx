import type { Metadata } from "next";
import { Policy } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <Policy id={id} />;
}
