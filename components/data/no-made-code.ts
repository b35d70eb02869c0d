import { z } from "zod";

// Our pages forbid code made from text (CSP), and trying whether it is allowed is a violation already. Schemas look at
// this when they are made: import it before any of them.
z.config({ jitless: true });
