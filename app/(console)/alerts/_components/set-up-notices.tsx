"use client";

import Link from "next/link";
import { useChannels, useDeadMan } from "#components/alerts/use-channels.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";

/** What has to be set up before an alarm can reach anybody, the most needed first. */
export function SetUpNotices() {
  const { can } = useSession();
  const channels = useChannels().data?.items;
  const deadMan = useDeadMan().data;
  if (channels && !channels.some((channel) => channel.isEnabled)) {
    return (
      <Banner
        tone="bad"
        className="mb-3.5"
        lead={<Pill tone="bad">Nobody is told</Pill>}
        action={
          can("channel.create") && (
            <Link
              href={channels.length === 0 ? "/settings/channels/new" : "/settings/channels"}
              className={buttonStyle({ tone: "primary" })}
            >
              {channels.length === 0 ? "Add a channel" : "Open channels"}
            </Link>
          )
        }
      >
        {channels.length === 0
          ? "There is no channel: alerts are shown here and sent to nobody."
          : "Every channel is switched off: alerts are shown here and sent to nobody."}
        {!can("channel.create") && " An administrator can change that."}
      </Banner>
    );
  }
  if (!channels || !deadMan || deadMan.isEnabled || !can("deadMan.update")) return null;
  return (
    <Banner
      tone="warn"
      className="mb-3.5"
      lead={<Pill tone="warn">Recommended</Pill>}
      action={
        <Link href="/settings/channels#dead-man" className={buttonStyle()}>
          Set one
        </Link>
      }
    >
      There is no dead-man address. If the only worker stops, nobody is left to send an alert.
    </Banner>
  );
}
