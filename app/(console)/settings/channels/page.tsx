import type { Metadata } from "next";
import { Channels } from "./_components/channels.tsx";

export const metadata: Metadata = { title: "Channels" };

export default function ChannelsPage() {
  return <Channels />;
}
