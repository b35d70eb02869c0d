import type { ReactNode } from "react";

/** Head of the pages outside the console. */
export function Brand({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="grid gap-1">
      <p className="font-[650] tracking-[-0.01em]">Holdfast</p>
      <h1 className="text-lg font-[620] tracking-[-0.015em]">{title}</h1>
      {children && <div className="text-ink-2">{children}</div>}
    </header>
  );
}
