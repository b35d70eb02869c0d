import { AppError } from "#lib/errors.ts";
import { webBinding } from "./web-binding.ts";

/** What Next.js and next-auth read, derived from Holdfast's own variables so that there is one source. */
export function webEnvironment(env: Record<string, string | undefined>): Record<string, string> {
  const origin = env.HOLDFAST_ORIGIN;
  if (!origin || !URL.canParse(origin)) {
    throw new AppError(
      "PRECONDITION",
      "HOLDFAST_ORIGIN is not set to the address people open in their browser.",
      {
        hint: "For example HOLDFAST_ORIGIN=https://holdfast.example.com",
      },
    );
  }
  return {
    NODE_ENV: "production",
    NEXTAUTH_URL: new URL(origin).origin,
    HOSTNAME: webBinding(origin, env.HOLDFAST_BIND),
    PORT: env.HOLDFAST_PORT ?? "3000",
  };
}
