"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn.ts";

const places = [
  { href: "/settings/resources", label: "Resources" },
  { href: "/settings/repositories", label: "Repositories" },
  { href: "/settings/policies", label: "Policies" },
  { href: "/settings/workers", label: "Workers" },
  { href: "/settings/channels", label: "Channels" },
  { href: "/settings/people", label: "People" },
  { href: "/settings/permissions", label: "Permissions" },
  { href: "/settings/account", label: "Your account" },
];

export function SettingsNavigation() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="mb-4.5 border-b">
      <ul className="flex flex-wrap gap-x-1">
        {places.map(({ href, label }) => {
          const isHere = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={cn(
                  "-mb-px flex min-h-9 items-center border-b-2 px-2.5",
                  isHere
                    ? "border-accent font-[550] text-ink"
                    : "border-transparent text-ink-2 hover:text-ink",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
