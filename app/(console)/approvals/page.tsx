import type { Metadata } from "next";
import { ApprovalInbox } from "./_components/approval-inbox.tsx";

export const metadata: Metadata = { title: "Approvals" };

export default function ApprovalsPage() {
  return <ApprovalInbox />;
}
