import type { Metadata } from "next";
import { Account } from "../../screens.tsx";

export const metadata: Metadata = { title: "Your account" };

export default function AccountPage() {
  return <Account />;
}
