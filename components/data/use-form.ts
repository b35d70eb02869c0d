"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import type { z } from "zod";
import { ApiProblem } from "./api-problem.ts";
import { issueWords } from "./issue-words.ts";

interface FormOptions<Input, Result> {
  schema: z.ZodType<Input>;
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
    mutationFn: send,
    onSuccess: (result) => form.current && onDone(result, form.current),
    onError: (error) => error instanceof ApiProblem && show(error.issues),
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (mutation.isPending) return;
    const parsed = schema.safeParse(read(new FormData(event.currentTarget)), { error: issueWords });
    if (!parsed.success) {
      return show(parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
    }
    setErrors({});
    mutation.mutate(parsed.data);
  };
  return {
    /** Spread on the form. "post", for whoever submits before the program is ready: nothing typed gets into an address. */
    form: { ref: form, onSubmit, noValidate: true, method: "post" as const },
    errorOf: (path: string): string | undefined => errors[path],
    error: mutation.error,
    isBusy: mutation.isPending,
  };
}
