"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { type ApiIssue, ApiProblem } from "./api-problem.ts";
import { issueWords } from "./issue-words.ts";
import { type Checked, loadSchema } from "./load-schema.ts";

interface FormOptions<Input, Result> {
  schema: Checked<Input>;
  /** What the form holds, before it is checked. Fields are named by their path: "settings.port". */
  read: (form: FormData) => unknown;
  send: (input: Input) => Promise<Result>;
  onDone: (result: Result, form: HTMLFormElement) => void;
}

/**
 * A form whose fields keep their own values, so that no refresh ever touches what is being typed (U3). Checked
 * with the API's own schema first; what the API refuses is shown at the same fields.
 */
export function useForm<Input, Result>({ schema, read, send, onDone }: FormOptions<Input, Result>) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const show = (issues: { path: string; message: string }[]) => {
    setErrors(Object.fromEntries(issues.map((issue) => [issue.path, issue.message]).reverse()));
    const names = new Set(issues.map((issue) => issue.path));
    const first = [...(form.current?.elements ?? [])].find((field) =>
      names.has(field.getAttribute("name") ?? ""),
    );
    if (first instanceof HTMLElement) first.focus();
  };
  const mutation = useMutation({
    mutationFn: async (values: unknown) => {
      const parsed = (await loadSchema(schema)).safeParse(values, { error: issueWords });
      if (!parsed.success) throw new RefusedInput(parsed.error.issues);
      setErrors({});
      return send(parsed.data);
    },
    onSuccess: (result) => form.current && onDone(result, form.current),
    onError: (error) => (error instanceof ApiProblem || error instanceof RefusedInput) && show(error.issues),
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (mutation.isPending) return;
    mutation.mutate(read(new FormData(event.currentTarget)));
  };
  return {
    /** Spread on the form. "post", for whoever submits before the program is ready: nothing typed gets into an address. */
    form: { ref: form, onSubmit, noValidate: true, method: "post" as const },
    errorOf: (path: string): string | undefined => errors[path],
    error: mutation.error instanceof RefusedInput ? null : mutation.error,
    isBusy: mutation.isPending,
  };
}

/** What the schema does not accept; shown at the fields, never as a failure. */
class RefusedInput extends Error {
  readonly issues: ApiIssue[];

  constructor(issues: { path: PropertyKey[]; message: string }[]) {
    super("The form has fields that cannot be sent.");
    this.name = "RefusedInput";
    this.issues = issues.map(({ path, message }) => ({ path: path.join("."), message }));
  }
}
