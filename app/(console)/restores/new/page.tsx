import type { Metadata } from "next";
import { RequestForm } from "../../screens.tsx";

export const metadata: Metadata = { title: "Ask for a restore" };

export default function NewRestorePage() {
  return <RequestForm />;
}
