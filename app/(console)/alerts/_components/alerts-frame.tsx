"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { AlertsNavigation } from "./alerts-navigation.tsx";

const SetUpNotices = dynamic(() => import("./set-up-notices.tsx").then((file) => file.SetUpNotices));

export function AlertsFrame({ children }: { children: ReactNode }) {
  const { can } = useSession();
  return (
    <>
      <PageHead title="Alerts" sub="What is wrong, who knows about it, and who is on it." />
      {can("alert.read") ? (
        <>
          <SetUpNotices />
          <AlertsNavigation />
          {children}
        </>
      ) : (
        <Banner tone="accent">
          Your roles do not include seeing alerts. An administrator can see on the permissions page who may.
        </Banner>
      )}
    </>
  );
}
