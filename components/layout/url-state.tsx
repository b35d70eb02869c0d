"use client";

import dynamic from "next/dynamic";

/** Keeps filters, ranges and places in the address (U15). It comes with the screen that has them. */
export const UrlState = dynamic(() => import("nuqs/adapters/next/app").then((nuqs) => nuqs.NuqsAdapter));
