"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { type Role, roles } from "#lib/auth/permissions.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { UserDto } from "#lib/users/schema.ts";
import { roleTitles } from "../../_components/role-titles.ts";
import { SignInLink } from "./sign-in-link.tsx";

interface ChangePersonProps {
  person: UserDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ChangePerson({ person, open, onOpenChange }: ChangePersonProps) {
  const { can } = useSession();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["user"] });
  const setRole = useMutation({
    mutationFn: ({ role, isHeld }: { role: Role; isHeld: boolean }) =>
      postJson(
        `/users/${person.id}/${isHeld ? "grant-role" : "revoke-role"}`,
        { role },
        ({ anything }) => anything,
      ),
    onSettled: refresh,
  });
  const issueLink = useMutation({
    mutationFn: () => postJson(`/users/${person.id}/sign-in-link`, {}, ({ signInLinkDto }) => signInLinkDto),
  });
  const error = setRole.error ?? issueLink.error;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        issueLink.reset();
        setRole.reset();
        onOpenChange(next);
      }}
      title={isolate(person.name)}
      description={person.email}
    >
      <div className="grid gap-5">
        {error && <Problem title="Nothing was changed" problem={asProblem(error)} />}
        <Fieldset
          legend="Roles"
          hint="Each change counts at once. You cannot have your own restores approved by somebody to whom you gave the role within 7 days."
        >
          {roles.map((role) => {
            const isHeld = person.roles.includes(role);
            return (
              <Checkbox
                key={role}
                label={roleTitles[role].title}
                hint={roleTitles[role].meaning}
                checked={
                  setRole.isPending && setRole.variables.role === role ? setRole.variables.isHeld : isHeld
                }
                disabled={setRole.isPending || !can(isHeld ? "user.revokeRole" : "user.grantRole")}
                onChange={(event) => setRole.mutate({ role, isHeld: event.target.checked })}
              />
            );
          })}
        </Fieldset>
        {can("user.issueLink") && (
          <section className="grid gap-2">
            <h3 className="font-[550]">One-time sign-in link</h3>
            {issueLink.data ? (
              <SignInLink link={issueLink.data} name={person.name} />
            ) : (
              <>
                <p className="text-ink-2">Lets {isolate(person.name)} set a new password, once.</p>
                <div>
                  <Button isBusy={issueLink.isPending} onClick={() => issueLink.mutate()}>
                    Issue a link
                  </Button>
                </div>
              </>
            )}
          </section>
        )}
        {can("user.deactivate") && <Deactivate person={person} onDone={() => onOpenChange(false)} />}
      </div>
    </Dialog>
  );
}

function Deactivate({ person, onDone }: { person: UserDto; onDone: () => void }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const deactivate = useMutation({
    mutationFn: () => postJson(`/users/${person.id}/deactivate`, {}, ({ anything }) => anything),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["user"] });
      onDone();
    },
  });
  return (
    <section className="grid gap-2 border-t pt-4">
      {deactivate.error && (
        <Problem
          title={`${isolate(person.name)} was not deactivated`}
          problem={asProblem(deactivate.error)}
        />
      )}
      <p className="text-ink-2">
        Deactivating ends every session and token of {isolate(person.name)} at once. What they did stays in
        the audit log.
      </p>
      <div className="flex flex-wrap gap-2">
        {isAsking ? (
          <>
            <Button onClick={() => setAsking(false)}>Keep {isolate(person.name)}</Button>
            <Button tone="destroy" isBusy={deactivate.isPending} onClick={() => deactivate.mutate()}>
              Deactivate {isolate(person.name)}
            </Button>
          </>
        ) : (
          <Button tone="danger" onClick={() => setAsking(true)}>
            Deactivate…
          </Button>
        )}
      </div>
    </section>
  );
}
