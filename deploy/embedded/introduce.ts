import type { Account } from "./accounts.ts";
import type { DemoPlace } from "./demo-place.ts";
import type { Environment } from "./environment-file.ts";
import { type FirstStart, runFirstStart } from "./run-first-start.ts";
import { describeFailure } from "./run-main.ts";
import { say, sayStep } from "./say.ts";

export interface Introduction extends FirstStart {
  /** The demo was to be protected, and is not. */
  demoFailed: boolean;
}

/** People who can sign in and, with `demo`, a protected resource. Needs the worker: it does the protecting. */
export async function introduce(
  account: Account | null,
  program: string,
  web: Environment,
  demo: DemoPlace | null,
): Promise<Introduction> {
  if (!demo) return { ...(await runFirstStart(account, program, web, null)), demoFailed: false };
  try {
    const first = await sayStep("Protecting the demo cluster", () =>
      runFirstStart(account, program, web, demo),
    );
    return { ...first, demoFailed: false };
  } catch (error) {
    // People must get in all the same: what went wrong is best seen there.
    say(describeFailure(error));
    return { ...(await runFirstStart(account, program, web, null)), demoFailed: true };
  }
}
