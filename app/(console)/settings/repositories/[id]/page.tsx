import type { Metadata } from "next";
import { Repository } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Repository" };

export default async function RepositoryPage({ params }: { params: Promise<{ id: string }> }) {
  return <Repository id={(await params).id} />;
}
