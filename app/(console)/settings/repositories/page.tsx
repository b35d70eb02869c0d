import type { Metadata } from "next";
import { Repositories } from "../../screens.tsx";

export const metadata: Metadata = { title: "Repositories" };

export default function RepositoriesPage() {
  return <Repositories />;
}
