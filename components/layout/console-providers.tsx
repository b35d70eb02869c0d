"use client";

import type { ReactNode } from "react";
import { ActivityPing } from "#components/data/activity-ping.tsx";
import { LiveEvents } from "#components/data/live-events.tsx";
import { SessionExpiryDialog } from "#components/data/session-expiry.tsx";
import { SessionProvider } from "#components/data/use-session.tsx";
import type { CurrentSession } from "#lib/sessions/schema.ts";
import { Confirmations } from "./confirmations.tsx";

/** What every page behind the sign-in needs: who is here, live updates, and a way to sign in again in place. */
export function ConsoleProviders({ session, children }: { session: CurrentSession; children: ReactNode }) {
  return (
    <SessionProvider initial={session}>
      <LiveEvents>{children}</LiveEvents>
      <ActivityPing />
      <SessionExpiryDialog user={session.user} />
      <Confirmations />
    </SessionProvider>
  );
}
