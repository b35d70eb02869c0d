"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "#components/data/api-problem.ts";
import { downloadAnswer } from "#components/data/download-answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

const formats = [
  {
    name: "ndjson",
    title: "NDJSON",
    hint: "One entry a line, letter by letter as it was recorded, with its position. For keeping, and for programs.",
  },
  {
    name: "csv",
    title: "CSV",
    hint: "For a spreadsheet: times in UTC, each entry also as a sentence.",
  },
];

export function ExportAudit() {
  const { asked, isFiltered } = useAuditFilter();
  const [isOpen, setOpen] = useState(false);
  const download = useMutation({
    mutationFn: (format: string) =>
      downloadAnswer("/audit/export", { ...given(asked), format }, `holdfast-audit.${format}`),
    onSuccess: () => setOpen(false),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>Export…</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Export the audit log"
        description={
          isFiltered
            ? "Exactly the entries that the filter on this page lets through, all pages of them. The export is itself an entry."
            : "All entries. The export is itself an entry."
        }
      >
        {download.isError && (
          <Problem className="mb-2.5" title="The log was not exported" problem={asProblem(download.error)} />
        )}
        <ul className="grid gap-2.5">
          {formats.map((format) => (
            <li key={format.name} className="flex flex-wrap items-center gap-3 rounded-lg border p-3">
              <div className="min-w-48 flex-1">
                <p className="font-[560]">{format.title}</p>
                <p className="text-sm text-ink-3">{format.hint}</p>
              </div>
              <Button
                isBusy={download.isPending && download.variables === format.name}
                onClick={() => download.mutate(format.name)}
              >
                <span>
                  Download<span className="sr-only"> {format.title}</span>
                </span>
              </Button>
            </li>
          ))}
        </ul>
        <div className="mt-3 grid gap-1 text-sm text-ink-2">
          <p>
            The first line says who exported it and when, the filter, how many entries follow, and how many
            the whole log had with its newest position: a file that was cut short can be told. A missing
            position alone proves nothing: a change that is undone uses one up.
          </p>
          <p>
            Entries are not hashed or signed yet: the file cannot prove that nobody altered the log in its
            database, or the file afterwards.
          </p>
        </div>
      </Dialog>
    </>
  );
}

function given(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
