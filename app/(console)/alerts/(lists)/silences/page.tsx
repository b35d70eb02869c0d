import type { Metadata } from "next";
import { Silences } from "../../_components/silences.tsx";

export const metadata: Metadata = { title: "Silences" };

export default function SilencesPage() {
  return <Silences />;
}
