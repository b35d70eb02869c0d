import type { ReactNode } from "react";
import { SettingsNavigation } from "./_components/settings-navigation.tsx";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SettingsNavigation />
      {children}
    </>
  );
}
