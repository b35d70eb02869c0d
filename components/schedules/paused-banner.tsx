"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { PauseDto } from "#lib/schedules/schema.ts";
import { EndPause } from "./end-pause.tsx";

/** Nothing is backed up by schedule: said for as long as it lasts, with who, why and until when. */
export function PausedBanner({ pause, hasResource = false }: { pause: PauseDto; hasResource?: boolean }) {
  return (
    <Banner tone="warn" lead={<Pill tone="warn">Paused</Pill>} action={<EndPause pause={pause} />}>
      {hasResource && (
        <>
          <Link href={`/resources/${pause.resource.id}`} className="font-[560] hover:underline">
            {pause.resource.name}
          </Link>
          {": "}
        </>
      )}
      No scheduled run starts until <TimeText at={pause.expiresAt} show="moment" />{" "}
      <TimeText at={pause.expiresAt} className="text-sm text-ink-3" />.{" "}
      <span className="text-ink-2">
        Paused by {isolate(pause.pausedBy)} <TimeText at={pause.createdAt} />: “
        {isolate(pause.reason.replace(/\.$/, ""))}”. Runs that come due meanwhile count as missed. WAL is
        archived on.
      </span>
    </Banner>
  );
}
