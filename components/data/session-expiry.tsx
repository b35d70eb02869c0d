"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { createContext, type ReactNode, useContext, useRef } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { getJson } from "./api.ts";

const SignInForm = dynamic(() => import("./sign-in-form.tsx").then((file) => file.SignInForm));

interface Expiry {
  isExpired: boolean;
  onRenewed: () => void;
}

const ExpiryContext = createContext<Expiry>({ isExpired: false, onRenewed: () => undefined });

export function SessionExpiryProvider({ children, ...expiry }: Expiry & { children: ReactNode }) {
  return <ExpiryContext value={expiry}>{children}</ExpiryContext>;
}

/** True from the first answer that the session has ended until somebody has signed in again. */
export function useIsSessionOver(): boolean {
  return useContext(ExpiryContext).isExpired;
}

/** The session ended while a page was open: the page stays as it is and asks to sign in again, in place. */
export function SessionExpiryDialog({ user }: { user: { id: string; email: string } }) {
  const { isExpired, onRenewed } = useContext(ExpiryContext);
  const client = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const renew = async () => {
    const session = await getJson("/session", ({ currentSession }) => currentSession);
    if (session.user.id !== user.id) return location.reload();
    onRenewed();
    await client.invalidateQueries();
  };
  return (
    <Dialog
      open={isExpired}
      onOpenChange={() => undefined}
      isDismissable={false}
      initialFocus={password}
      title="Your session has ended"
      description="Sign in again to go on where you were. Nothing on this page is lost."
    >
      <SignInForm email={user.email} passwordRef={password} onSignedIn={renew} />
      <p className="mt-3 text-sm text-ink-3">
        Not you?{" "}
        <a className="link" href="/sign-in">
          Sign in as somebody else
        </a>
      </p>
    </Dialog>
  );
}
