import type { Metadata } from "next";
import { Schedule } from "../screens.tsx";

export const metadata: Metadata = { title: "Schedule" };

export default function SchedulePage() {
  return <Schedule />;
}
