"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { Verb } from "#lib/auth/permissions.ts";
import type { CurrentSession } from "#lib/sessions/schema.ts";
import { sessionQuery } from "./session-query.ts";

const SessionContext = createContext<CurrentSession | null>(null);

/** `initial` comes with the page, so that what a person may do is right from the first paint. */
export function SessionProvider({ initial, children }: { initial: CurrentSession; children: ReactNode }) {
  const { data } = useQuery({
    ...sessionQuery,
    refetchInterval: 60_000,
  });
  return <SessionContext value={data ?? initial}>{children}</SessionContext>;
}

/** Who is signed in, and `can(verb)`: what a role may not do is not on the screen. The API decides again. */
export function useSession() {
  const person = useContext(SessionContext);
  if (!person) throw new Error("useSession is only for pages inside the console.");
  return { user: person.user, roles: person.roles, can: (verb: Verb) => person.verbs.includes(verb) };
}
