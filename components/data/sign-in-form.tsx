"use client";

import { useMutation } from "@tanstack/react-query";
import { type RefObject, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { asProblem } from "./api-problem.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";

interface SignInFormProps {
  /** Set when it is known who has to sign in again. */
  email?: string;
  isBusy?: boolean;
  /** Given when something else decides where the focus goes first. */
  passwordRef?: RefObject<HTMLInputElement | null>;
  onSignedIn: () => void;
}

export function SignInForm({ email, isBusy = false, passwordRef, onSignedIn }: SignInFormProps) {
  const ownRef = useRef<HTMLInputElement>(null);
  const password = passwordRef ?? ownRef;
  const attempt = useMutation({
    mutationFn: signInWithPassword,
    onSuccess: onSignedIn,
    onError: () => password.current?.select(),
  });
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        attempt.mutate({ email: String(form.get("email")), password: String(form.get("password")) });
      }}
    >
      {attempt.isError && <Problem title="You are not signed in" problem={asProblem(attempt.error)} />}
      <Field label="E-mail address">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            required
            autoComplete="username"
            defaultValue={email}
            readOnly={email !== undefined}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            ref={password}
            name="password"
            type="password"
            required
            autoComplete="current-password"
          />
        )}
      </Field>
      <Button type="submit" tone="primary" size="large" isBusy={attempt.isPending || isBusy}>
        Sign in
      </Button>
    </form>
  );
}
