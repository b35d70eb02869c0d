"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { useWatch } from "#components/alerts/use-watch.ts";
import { countOf } from "#components/data/count-of.ts";
import { cn } from "#components/ui/cn.ts";
import { Pressable } from "#components/ui/pressable.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { CommandPalette, type Shown } from "./command-palette.tsx";
import { Count } from "./count.tsx";
import { isWithin } from "./is-within.ts";
import { NavigationFoot } from "./navigation-foot.tsx";
import { PhoneCount } from "./phone-count.tsx";
import { useTitleCounts } from "./use-title-counts.ts";
import { useWaitingApprovals } from "./use-waiting-approvals.ts";

const places = [
  { href: "/", label: "Overview", also: ["/resources"] },
  { href: "/backups", label: "Backups", also: [] },
  { href: "/schedule", label: "Schedule", also: [] },
  { href: "/restores", label: "Restores", also: [] },
  { href: "/approvals", label: "Approvals", also: ["/retention"] },
  { href: "/alerts", label: "Alerts", also: [] },
  { href: "/objectives", label: "Objectives", also: [] },
  { href: "/operations", label: "Operations", also: [] },
  { href: "/audit", label: "Audit log", also: [] },
  { href: "/settings", label: "Settings", also: [] },
];

export function Navigation() {
  const pathname = usePathname();
  const waiting = useWaitingApprovals();
  const watch = useWatch();
  const alerts = countOf(watch, ({ firing }) => firing.unacknowledged);
  useTitleCounts({ alerts: alerts ?? 0, approvals: waiting ?? 0 });
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<Shown>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving on a page closes the menu
  useEffect(() => setOpen(false), [pathname]);
  return (
    <header className="sticky top-0 z-30 border-b bg-bg md:flex md:h-dvh md:flex-col md:border-r md:border-b-0 md:px-3 md:py-4">
      <a
        href="#content"
        className="link sr-only z-50 bg-panel px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <div className="flex min-h-13 items-center gap-2 px-4 md:min-h-0 md:px-2 md:pt-1 md:pb-4">
        <Link href="/" className="text-md font-[650] tracking-[-0.01em]">
          Holdfast
        </Link>
        <div className="-mr-2 ml-auto flex md:hidden">
          <PhoneCount href="/alerts" value={alerts} />
          <PhoneCount href="/approvals" value={waiting} />
          <Pressable
            aria-expanded={isOpen}
            aria-controls="navigation"
            onClick={() => setOpen(!isOpen)}
            onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
            className="flex min-h-11 items-center gap-2 rounded-md px-2 text-ink-2"
          >
            Menu
            <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
              <path
                d={isOpen ? "m3 3 10 10M13 3 3 13" : "M2 4h12M2 8h12M2 12h12"}
                stroke="currentColor"
                strokeWidth="1.6"
              />
            </svg>
          </Pressable>
        </div>
      </div>
      <div
        id="navigation"
        className={cn(
          "max-h-[calc(100dvh-3.25rem)] overflow-y-auto px-2 pb-3 md:flex md:max-h-none md:flex-1 md:flex-col md:px-0 md:pb-0",
          !isOpen && "max-md:hidden",
        )}
      >
        <CommandPalette shown={shown} onShow={setShown} />
        <nav aria-label="Main">
          <ul className="grid gap-0.5">
            {places.map((place) => {
              const isHere = [place.href, ...place.also].some((href) => isWithin(pathname, href));
              return (
                <li key={place.href}>
                  <Link
                    href={place.href}
                    aria-current={isHere ? "page" : undefined}
                    className={cn(
                      "flex min-h-8 items-center justify-between rounded-md px-2 py-1 text-ink-2 hover:bg-idle-soft hover:text-ink max-md:min-h-11",
                      isHere && "bg-idle-soft font-[550] text-ink",
                    )}
                  >
                    {place.label}
                    <OnTheWay />
                    {place.href === "/approvals" && waiting !== 0 && (
                      <Count tone="accent" value={waiting} what="waiting" />
                    )}
                    {place.href === "/alerts" && alerts !== 0 && (
                      <Count tone="bad" value={alerts} what="nobody has acknowledged" />
                    )}
                  </Link>
                </li>
              );
            })}
          </ul>
        </nav>
        <NavigationFoot onKeyboard={() => setShown("keyboard")} />
      </div>
    </header>
  );
}

/** A page that takes a moment: that the click was heard. */
function OnTheWay() {
  const { pending } = useLinkStatus();
  return (
    pending && (
      <span className="ml-auto animate-late pr-1 text-ink-3">
        <Spinner />
      </span>
    )
  );
}
