import type { Metadata } from "next";
import { Audit } from "../screens.tsx";

export const metadata: Metadata = { title: "Audit log" };

export default function AuditPage() {
  return <Audit />;
}
