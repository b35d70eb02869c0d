import type { Metadata } from "next";
import { Channel } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Channel" };

export default async function ChannelPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <Channel id={id} />;
}
