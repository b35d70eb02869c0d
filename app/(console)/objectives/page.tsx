import type { Metadata } from "next";
import { Objectives } from "../screens.tsx";

export const metadata: Metadata = { title: "Objectives" };

export default function ObjectivesPage() {
  return <Objectives />;
}
