import type { Metadata } from "next";
import { Backups } from "../screens.tsx";

export const metadata: Metadata = { title: "Backups" };

export default function BackupsPage() {
  return <Backups />;
}
