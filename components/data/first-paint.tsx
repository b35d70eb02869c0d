"use client";

import { createContext } from "react";

interface FirstPaint {
  /** The server's clock when it made the page, in milliseconds since 1970; 0 where nothing shows the time. */
  nowMs: number;
  /** The zone that this browser showed times in, as its cookie says. */
  zone: string;
}

/** What a page is drawn with before its browser can say: the same on the server and in the browser's first turn. */
export const FirstPaint = createContext<FirstPaint>({ nowMs: 0, zone: "UTC" });
