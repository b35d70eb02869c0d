import type { Metadata } from "next";
import { Permissions } from "../../screens.tsx";

export const metadata: Metadata = { title: "Permissions" };

export default function PermissionsPage() {
  return <Permissions />;
}
