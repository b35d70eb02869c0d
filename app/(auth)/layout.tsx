import type { ReactNode } from "react";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <main className="mx-auto grid min-h-dvh max-w-sm content-center gap-5 px-4 py-8">{children}</main>;
}
