import type { Metadata } from "next";
import { RestoreList } from "../screens.tsx";

export const metadata: Metadata = { title: "Restores" };

export default function RestoresPage() {
  return <RestoreList />;
}
