import type { Metadata } from "next";
import { OperationList } from "../screens.tsx";

export const metadata: Metadata = { title: "Operations" };

export default function OperationsPage() {
  return <OperationList />;
}
