import type { ReactNode } from "react";

interface PageHeadProps {
  title: ReactNode;
  /** Beside the title: a status pill. */
  status?: ReactNode;
  /** One sentence of context under the title. */
  sub?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, status, sub, actions }: PageHeadProps) {
  return (
    <header className="mb-4.5 grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-[620] tracking-[-0.015em]">{title}</h1>
        {status}
        {actions && <div className="flex flex-wrap gap-2 sm:ml-auto">{actions}</div>}
      </div>
      {sub && <div className="text-ink-2">{sub}</div>}
    </header>
  );
}
