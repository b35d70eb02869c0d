import { ApiProblem } from "./api-problem.ts";
import { postAuthForm } from "./post-auth-form.ts";

const plainRefusal = "CredentialsSignin";

/** Throws ApiProblem when the pair is refused; which of the two was wrong is never said. */
export async function signInWithPassword(input: { email: string; password: string }): Promise<void> {
  const { status, error } = await postAuthForm("/callback/password", input);
  if (status < 400 && !error) return;
  // Anything but a plain refusal is a sentence of the server's own, such as "too many attempts".
  if (error && error !== plainRefusal) throw new ApiProblem(status, { code: "REFUSED", detail: error });
  throw new ApiProblem(status, {
    code: "REFUSED",
    detail: "The e-mail address or the password is not right.",
    hint: "No password yet? Use your one-time sign-in link; an administrator can issue a new one.",
  });
}
