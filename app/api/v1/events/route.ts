import { eventStream } from "#lib/request/event-stream.ts";

export const GET = eventStream;
