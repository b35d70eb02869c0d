import type { Metadata } from "next";
import { RegisterResource } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Register a resource" };

export default function RegisterResourcePage() {
  return <RegisterResource />;
}
