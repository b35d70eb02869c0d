"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { useZoneCookie } from "#components/data/use-zone.ts";
import { Brand } from "#components/layout/brand.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { PasswordForm } from "./password-form.tsx";

export function SetUp() {
  const token = useLinkToken();
  useZoneCookie();
  return (
    <>
      <Brand title="Set your password">Your one-time link lets you choose a password, once.</Brand>
      <Panel className="p-5">
        {token === undefined && <Skeleton className="h-40" />}
        {token === null && <MissingToken />}
        {token && <PasswordForm token={token} />}
      </Panel>
    </>
  );
}

function MissingToken() {
  return (
    <div className="grid gap-3">
      <p>
        This address has no link in it. Open the whole link that you were given, up to its last character, or
        ask an administrator for a new one.
      </p>
      <Link href="/sign-in" className={buttonStyle()}>
        Sign in with a password
      </Link>
    </div>
  );
}

/** The token after the #, taken out of the address bar so that it stays in no history; undefined until read. */
function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const found = new URLSearchParams(location.hash.slice(1)).get("token");
    if (found) history.replaceState(null, "", location.pathname);
    setToken((before) => found ?? before ?? null);
  }, []);
  return token;
}
