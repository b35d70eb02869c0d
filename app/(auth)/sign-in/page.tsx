import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getPageSession } from "#app/page-session.ts";
import { safePath } from "./_components/safe-path.ts";
import { SignIn } from "./_components/sign-in.tsx";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = safePath((await searchParams).next);
  if (await getPageSession()) redirect(next);
  return <SignIn next={next} />;
}
