"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { isWithin } from "./is-within.ts";

interface SectionNavigationProps {
  label: string;
  /** A place that is below another comes after it. */
  places: readonly { href: string; label: string; count?: ReactNode }[];
  className?: string;
}

/** The pages of one section, side by side above each of them. */
export function SectionNavigation({ label, places, className }: SectionNavigationProps) {
  const pathname = usePathname();
  const here = places.findLast(({ href }) => isWithin(pathname, href));
  return (
    <nav aria-label={label} className={cn("border-b", className)}>
      <ul className="flex flex-wrap gap-x-1">
        {places.map((place) => (
          <li key={place.href}>
            <Link
              href={place.href}
              aria-current={place === here ? "page" : undefined}
              className={cn(
                "-mb-px flex min-h-9 items-center gap-1.5 border-b-2 px-2.5",
                place === here
                  ? "border-accent font-[550] text-ink"
                  : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {place.label}
              {place.count}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
