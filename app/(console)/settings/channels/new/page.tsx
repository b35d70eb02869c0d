import type { Metadata } from "next";
import { AddChannel } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Add a channel" };

export default function AddChannelPage() {
  return <AddChannel />;
}
