"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useWatch } from "#components/alerts/use-watch.ts";
import { cn } from "#components/ui/cn.ts";

const places = [
  { href: "/alerts", label: "Firing" },
  { href: "/alerts/history", label: "History" },
  { href: "/alerts/silences", label: "Silences" },
  { href: "/alerts/rules", label: "Rules" },
];

export function AlertsNavigation() {
  const pathname = usePathname();
  const unacknowledged = useWatch().data?.firing.unacknowledged ?? 0;
  return (
    <nav aria-label="Alerts" className="mb-3.5 border-b">
      <ul className="flex flex-wrap gap-x-1">
        {places.map(({ href, label }) => {
          const isHere = pathname === href;
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={cn(
                  "-mb-px flex min-h-9 items-center gap-1.5 border-b-2 px-2.5",
                  isHere
                    ? "border-accent font-[550] text-ink"
                    : "border-transparent text-ink-2 hover:text-ink",
                )}
              >
                {label}
                {href === "/alerts" && unacknowledged > 0 && (
                  <span className="num text-xs font-semibold text-bad">
                    {unacknowledged}
                    <span className="sr-only"> that nobody has acknowledged</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
