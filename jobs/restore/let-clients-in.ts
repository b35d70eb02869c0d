import { z } from "zod";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { openToClients } from "#jobs/restore/fence.ts";
import { runPlannedHook } from "#jobs/restore/run-planned-hook.ts";
import { AppError, messageWithHint } from "#lib/errors.ts";
import type { RestoreReceipt } from "#lib/restores/schema.ts";

interface LetIn {
  checks: RestoreReceipt["checks"];
  /** What keeps the service from being back although the data is. */
  problem: AppError | null;
}

/** Opens the restored cluster, starts the application and asks whether it works. */
export async function letClientsIn(run: OperationRun, site: RestoreSite): Promise<LetIn> {
  const checks: RestoreReceipt["checks"] = [];
  const attempts = [
    {
      name: "clients",
      sentence: "The cluster runs the way its owner starts it.",
      problem: "The data is restored and validated, but the cluster could not be opened to its clients.",
      attempt: async () => {
        await run.step("open to clients", z.void(), () => openToClients(run, site));
        return true;
      },
    },
    {
      name: "start",
      sentence: "The start hook ended well.",
      problem: "The data is restored and clients are let in, but the start hook failed.",
      attempt: () => runPlannedHook(run, site, "start"),
    },
    {
      name: "health",
      sentence: "The health hook says that the application works.",
      problem: "The data is restored and clients are let in, but the health hook says that it does not work.",
      attempt: () => runPlannedHook(run, site, "health"),
    },
  ];
  for (const { name, sentence, problem, attempt } of attempts) {
    try {
      if (await attempt()) checks.push({ name, passed: true, sentence });
    } catch (error) {
      if (run.isHandedOver(error)) throw error;
      const why = error instanceof AppError ? messageWithHint(error) : "";
      checks.push({ name, passed: false, sentence: `${problem} ${why}`.trim() });
      return { checks, problem: notBack(problem, why, error) };
    }
  }
  return { checks, problem: null };
}

function notBack(sentence: string, why: string, cause: unknown): AppError {
  return new AppError("ENGINE", sentence, {
    reason: "service-not-back",
    hint: `${why} The restored data was proven; look at the application, or request the way back.`.trim(),
    cause,
  });
}
