import { Pill } from "#components/ui/pill.tsx";

/** What protects less than before, one sentence each. */
export function Weakenings({ weakenings, title }: { weakenings: string[]; title: string }) {
  if (weakenings.length === 0) return null;
  return (
    <div className="rounded-lg border border-l-[3px] border-l-warn bg-panel px-3.5 py-2.5">
      <p className="mb-1.5">
        <Pill tone="warn">{title}</Pill>
      </p>
      <ul className="num grid list-disc gap-0.5 pl-5">
        {weakenings.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}
