import type { ReactNode } from "react";

interface EmptyStateProps {
  title: ReactNode;
  /** The next step, with an action that takes it. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1.5 px-5 py-10 text-center">
      <p className="text-md font-[560]">{title}</p>
      {children && <div className="max-w-prose text-ink-2">{children}</div>}
      {action && <div className="mt-2.5">{action}</div>}
    </div>
  );
}
