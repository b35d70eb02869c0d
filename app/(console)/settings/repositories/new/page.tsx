import type { Metadata } from "next";
import { AddRepository } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Add a repository" };

export default function AddRepositoryPage() {
  return <AddRepository />;
}
