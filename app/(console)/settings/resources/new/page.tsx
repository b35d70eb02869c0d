import type { Metadata } from "next";
import { RegisterResource } from "../_components/register-resource.tsx";

export const metadata: Metadata = { title: "Register a resource" };

export default function RegisterResourcePage() {
  return <RegisterResource />;
}
