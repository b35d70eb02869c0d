import { ApiProblem } from "./api-problem.ts";
import { postAuthForm } from "./post-auth-form.ts";

/** Throws ApiProblem when the pair is refused; which of the two was wrong is never said. */
export async function signInWithPassword(input: { email: string; password: string }): Promise<void> {
  const { status } = await postAuthForm("/callback/password", input);
  if (status < 400) return;
  throw new ApiProblem(status, {
    code: "REFUSED",
    detail: "The e-mail address or the password is not right.",
    hint: "No password yet? Use your one-time sign-in link; an administrator can issue a new one.",
  });
}
