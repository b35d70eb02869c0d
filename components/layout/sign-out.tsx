"use client";

import { useMutation } from "@tanstack/react-query";
import { postAuthForm } from "#components/data/post-auth-form.ts";
import { Button } from "#components/ui/button.tsx";

export function SignOut() {
  const leave = useMutation({
    mutationFn: () => postAuthForm("/signout", {}),
    onSuccess: () => location.assign("/sign-in"),
  });
  return (
    <Button tone="quiet" size="small" isBusy={leave.isPending} onClick={() => leave.mutate()}>
      {leave.isError ? "Not signed out: try again" : "Sign out"}
    </Button>
  );
}
