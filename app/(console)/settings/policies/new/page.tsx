import type { Metadata } from "next";
import { NewPolicy } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Create a policy" };

export default function NewPolicyPage() {
  return <NewPolicy />;
}
