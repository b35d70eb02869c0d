import Link from "next/link";
import { Count } from "./count.tsx";

const looks = {
  "/alerts": {
    tone: "bad",
    name: "Alerts",
    shape: "M3 11.5h10l-1.3-2V7a3.7 3.7 0 0 0-7.4 0v2.5zM6.5 13.8h3",
  },
  "/approvals": {
    tone: "accent",
    name: "Approvals",
    shape: "M2.5 2.5h11v11h-11zM5 8l2.2 2.2L11 5.8",
  },
} as const;

/** In the bar at the top of a phone, where the menu hides them: what waits, told apart by its shape. */
export function PhoneCount({ href, value }: { href: keyof typeof looks; value: number | null }) {
  const { tone, name, shape } = looks[href];
  return (
    value !== 0 && (
      <Link
        href={href}
        aria-label={`${name}: ${value === null ? "how many is not known" : `${value} waiting`}`}
        className="flex min-h-11 min-w-11 items-center justify-center gap-1 px-1"
      >
        <svg viewBox="0 0 16 16" className="size-4 text-ink-2" aria-hidden="true">
          <path d={shape} fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
        <Count tone={tone} value={value} what="waiting" />
      </Link>
    )
  );
}
