"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ButtonWords } from "#components/changes/button-words.tsx";
import { NotDecided } from "#components/changes/not-decided.tsx";
import { refreshChanges } from "#components/changes/refresh-changes.ts";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ChangeDto } from "#lib/changes/schema.ts";

/** Approves exactly the hash on screen, with a fresh proof of presence (T15). */
export function ApproveForm({ change, act, onDone }: { change: ChangeDto; act: string; onDone: () => void }) {
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const approve = useMutation({
    mutationFn: () =>
      postJson(
        `/changes/${change.id}/approve`,
        { planHash: change.planHash, password },
        ({ changeDto }) => changeDto,
      ),
    onSuccess: async () => {
      await refreshChanges(client);
      onDone();
    },
    onError: () => {
      setPassword("");
      field.current?.focus();
    },
  });
  const problem = approve.isError ? asProblem(approve.error) : null;
  if (problem?.code === "CONFLICT")
    return (
      <Problem
        className="mt-2.5"
        title="Not approved: this plan no longer waits for a decision"
        problem={problem}
        action={<Button onClick={() => refreshChanges(client).then(onDone)}>Show what it is now</Button>}
      />
    );
  return (
    <form
      method="post"
      className="mt-2.5 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== "") approve.mutate();
      }}
    >
      <NotDecided
        title="Not approved"
        error={approve.error}
        again={
          <>
            Nothing was approved yet: enter your password once more to approve{" "}
            <span className="num">R-{change.number}</span>.
          </>
        }
      />
      <Field
        label="Your password"
        hint={
          <>
            You approve plan <span className="id whitespace-nowrap">{change.planFingerprint}</span> and
            nothing else.
          </>
        }
      >
        {(control) => (
          <Input
            {...control}
            ref={field}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            className="min-h-11"
          />
        )}
      </Field>
      <Button type="submit" tone="primary" size="large" disabled={password === ""} isBusy={approve.isPending}>
        <ButtonWords>
          Approve R-{change.number}: {act}
        </ButtonWords>
      </Button>
      <Button size="large" onClick={onDone}>
        Not now
      </Button>
    </form>
  );
}
