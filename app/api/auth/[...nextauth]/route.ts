import { signInHandler } from "#lib/request/sign-in-handler.ts";

export const GET = signInHandler;
export const POST = signInHandler;
