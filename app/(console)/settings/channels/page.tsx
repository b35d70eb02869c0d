import type { Metadata } from "next";
import { Channels } from "../../screens.tsx";

export const metadata: Metadata = { title: "Channels" };

export default function ChannelsPage() {
  return <Channels />;
}
