"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { signInWithPassword } from "#components/data/sign-in-with-password.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";

export function PasswordForm({ token }: { token: string }) {
  const [error, setError] = useState<{ password?: string; again?: string }>({});
  const schema = useSchema(({ newPassword }) => newPassword);
  const setUp = useMutation({
    mutationFn: async (password: string) => {
      const { email } = await postJson("/set-up", { token, password }, ({ setUpAnswer }) => setUpAnswer);
      await signInWithPassword({ email, password });
    },
    onSuccess: () => location.assign("/"),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = schema?.safeParse(form.get("password"));
    if (!password) return;
    if (!password.success)
      return setError({ password: password.error.issues[0]?.message ?? "Not a password." });
    if (form.get("again") !== password.data) return setError({ again: "The two are not the same." });
    setError({});
    setUp.mutate(password.data);
  };
  return (
    <form method="post" className="grid gap-4" onSubmit={submit} noValidate>
      {setUp.isError && <Problem title="The password was not set" problem={asProblem(setUp.error)} />}
      <Field
        label="New password"
        error={error.password}
        hint="At least 15 characters. A sentence that you can remember is best; spaces are fine."
      >
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Field label="The same again" error={error.again}>
        {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" />}
      </Field>
      <Button type="submit" tone="primary" size="large" isBusy={setUp.isPending || setUp.isSuccess}>
        Set the password and sign in
      </Button>
    </form>
  );
}
