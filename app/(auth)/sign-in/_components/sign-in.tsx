"use client";

import { useState } from "react";
import { SignInForm } from "#components/data/sign-in-form.tsx";
import { useZoneCookie } from "#components/data/use-zone.ts";
import { Brand } from "#components/layout/brand.tsx";
import { Panel } from "#components/ui/panel.tsx";

export function SignIn({ next }: { next: string }) {
  const [isLeaving, setLeaving] = useState(false);
  useZoneCookie();
  return (
    <>
      <Brand title="Sign in" />
      <Panel className="p-5">
        <SignInForm
          isBusy={isLeaving}
          onSignedIn={() => {
            setLeaving(true);
            // A whole new page: nothing a former person loaded stays in memory.
            location.assign(next);
          }}
        />
      </Panel>
    </>
  );
}
