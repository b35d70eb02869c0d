"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { FirstPaint } from "#components/data/first-paint.tsx";
import { LiveEvents } from "#components/data/live-events.tsx";
import { SessionExpiryDialog } from "#components/data/session-expiry.tsx";
import { SessionProvider } from "#components/data/use-session.tsx";
import { useZoneCookie } from "#components/data/use-zone.ts";
import type { CurrentSession } from "#lib/sessions/schema.ts";

const Unseen = dynamic(() => import("./unseen.tsx").then((file) => file.Unseen), { ssr: false });

interface ConsoleProvidersProps {
  session: CurrentSession;
  nowMs: number;
  zone: string;
  children: ReactNode;
}

/** What every page behind the sign-in needs: who is here, live updates, and a way to sign in again in place. */
export function ConsoleProviders({ session, nowMs, zone, children }: ConsoleProvidersProps) {
  const [firstPaint] = useState({ nowMs, zone });
  useZoneCookie();
  return (
    <FirstPaint value={firstPaint}>
      <SessionProvider initial={session}>
        <LiveEvents>{children}</LiveEvents>
        <SessionExpiryDialog user={session.user} />
        <Unseen />
      </SessionProvider>
    </FirstPaint>
  );
}
