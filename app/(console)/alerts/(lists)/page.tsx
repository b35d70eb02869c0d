import type { Metadata } from "next";
import { openAlertsQuery, rulesQuery } from "#components/alerts/alert-queries.ts";
import { OpenAlerts } from "../../screens.tsx";
import { WithAnswers } from "../../with-answers.tsx";

export const metadata: Metadata = { title: "Alerts" };

const queries = [openAlertsQuery(), rulesQuery];

export default function AlertsPage() {
  return (
    <WithAnswers queries={queries}>
      <OpenAlerts />
    </WithAnswers>
  );
}
