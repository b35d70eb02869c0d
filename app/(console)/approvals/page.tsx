import type { Metadata } from "next";
import { openChangesQuery } from "#components/changes/open-changes-query.ts";
import { ApprovalInbox } from "../screens.tsx";
import { WithAnswers } from "../with-answers.tsx";

export const metadata: Metadata = { title: "Approvals" };

const queries = [openChangesQuery];

export default function ApprovalsPage() {
  return (
    <WithAnswers queries={queries}>
      <ApprovalInbox />
    </WithAnswers>
  );
}
