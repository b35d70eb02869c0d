import type { Metadata } from "next";
import { NewPolicy } from "../_components/new-policy.tsx";

export const metadata: Metadata = { title: "Create a policy" };

export default function NewPolicyPage() {
  return <NewPolicy />;
}
