import type { Metadata } from "next";
import { SetUp } from "./_components/set-up.tsx";

export const metadata: Metadata = { title: "Set a password" };

export default function SetUpPage() {
  return <SetUp />;
}
