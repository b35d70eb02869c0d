import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ConsoleProviders } from "#components/layout/console-providers.tsx";
import { Shell } from "#components/layout/shell.tsx";
import { getPageSession } from "#lib/request/page-session.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await getPageSession();
  if (!session) {
    const path = (await headers()).get("x-path") ?? "/";
    redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  }
  return (
    <ConsoleProviders session={session}>
      <Shell>{children}</Shell>
    </ConsoleProviders>
  );
}
