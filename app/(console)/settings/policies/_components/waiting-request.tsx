"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { getJson } from "#components/data/api.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";
import { isolate } from "#lib/format/isolate.ts";

/** A request to keep less under this policy that still waits for a decision. */
export function WaitingRequest({ policyId }: { policyId: string }) {
  const { data } = useQuery({
    queryKey: ["change", "waiting-for-policy", policyId],
    queryFn: async ({ signal }) => {
      const { items } = await getJson(
        "/changes?open=true&kind=retention",
        ({ changePage }) => changePage,
        signal,
      );
      const requests = await Promise.all(
        items.map(({ change }) =>
          getJson(
            `/retention-requests/${change.id}`,
            ({ retentionRequestPage }) => retentionRequestPage,
            signal,
          ),
        ),
      );
      return requests.filter(({ plan }) => plan.policyId === policyId);
    },
  });
  return (data ?? []).map(({ change }) => (
    <Banner
      key={change.id}
      tone="warn"
      className="mb-3.5"
      lead={<Pill tone="warn">Waiting for approval</Pill>}
      action={
        <Link href={`/retention/${change.id}`} className={buttonStyle({ size: "small" })}>
          Open the request
        </Link>
      }
    >
      <span className="num">R-{change.number}</span>: {isolate(change.requestedBy.name)} asked{" "}
      <TimeText at={change.createdAt} /> to keep less under this policy. Until it is approved the rules below
      go on.
    </Banner>
  ));
}
