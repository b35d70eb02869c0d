import type { Metadata } from "next";
import { ApprovalInbox } from "../screens.tsx";

export const metadata: Metadata = { title: "Approvals" };

export default function ApprovalsPage() {
  return <ApprovalInbox />;
}
