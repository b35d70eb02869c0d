import type { Metadata } from "next";
import { Workers } from "./_components/workers.tsx";

export const metadata: Metadata = { title: "Workers" };

export default function WorkersPage() {
  return <Workers />;
}
