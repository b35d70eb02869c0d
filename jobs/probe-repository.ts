import { z } from "zod";
import { openRepository } from "#jobs/open-repositories.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { probeResult } from "#lib/repositories/schema.ts";
import { postgresSettings } from "#lib/resources/schema.ts";
import { probeLocalFolder } from "#lib/storage/probe-local.ts";
import { probeObjectStore } from "#lib/storage/probe-s3.ts";

/** Finds out what a repository really does: reachable, writable, TLS, versions, locks. Never trusts a header. */
export const probeRepository: OperationHandler = async (run) => {
  const { worker, operation, signal } = run;
  const row = await worker.db.repository.findUnique({
    where: { id: operation.repositoryId ?? "" },
    include: { resources: { include: { resource: true }, take: 1 } },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such repository.");
  const found = await run.step("probe", probeResult.extend({ isUsable: z.boolean() }).loose(), async () => {
    const { location } = await openRepository(worker, row, 1);
    if (location.kind === "s3") return probeObjectStore(location, { signal, log: run.log });
    const owner = row.resources[0]?.resource;
    const dataDirectory = owner ? postgresSettings.parse(owner.settings).dataDirectory : null;
    return probeLocalFolder({ path: location.path, dataDirectory }, { signal, log: run.log });
  });
  await run.step("record", z.void(), async () => {
    await worker.db.repository.update({
      where: { id: row.id },
      data: { probe: jsonColumn(found), probedAt: new Date() },
      select: { id: true },
    });
  });
  if (!found.isUsable) {
    const failed = found.findings.find((finding) => finding.status === "failed");
    throw new AppError("ENGINE", failed?.sentence ?? "The repository cannot be used.", {
      hint: failed?.hint ?? "The findings say what was tried.",
      reason: "repository-unusable",
    });
  }
  return { result: found };
};
