"use client";

import Link from "next/link";
import { useNow } from "#components/data/use-now.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { Button } from "#components/ui/button.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import { SignOut } from "./sign-out.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export function NavigationFoot({ onKeyboard }: { onKeyboard: () => void }) {
  const { user, roles } = useSession();
  return (
    <div className="mt-4 grid gap-1 border-t px-2 pt-3 text-xs text-ink-3 md:mt-auto md:border-t-0 md:pt-6">
      <Link href="/settings/account" className="block rounded-sm hover:text-ink">
        <span className="block text-ink-2">{user.email}</span>
        {roles.join(", ")}
      </Link>
      <WallClock />
      <div className="-ml-1.5 flex flex-wrap items-center gap-x-1">
        <ThemeSwitch />
        <Button
          tone="quiet"
          size="small"
          onClick={onKeyboard}
          aria-keyshortcuts="Control+/ Meta+/"
          className="max-md:hidden pointer-coarse:hidden"
        >
          Keyboard
        </Button>
        <SignOut />
      </div>
    </div>
  );
}

/** The time that people here compare with: the chosen zone's, by the second. */
function WallClock() {
  const { zone } = useZone();
  const now = useNow();
  return (
    <Link href="/settings/account#zone" className="num block rounded-sm hover:text-ink">
      {formatInstant(BigInt(now) * 1000n, zone).slice(11, 19)} {zone}
    </Link>
  );
}
