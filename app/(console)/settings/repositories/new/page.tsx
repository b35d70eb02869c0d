import type { Metadata } from "next";
import { AddRepository } from "../_components/add-repository.tsx";

export const metadata: Metadata = { title: "Add a repository" };

export default function AddRepositoryPage() {
  return <AddRepository />;
}
