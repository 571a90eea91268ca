import * as restate from "@restatedev/restate-sdk";
import { type Decided, decideMessage, type Webhook } from "../decide.ts";
import { sendAll } from "./gateway.ts";
import { sayReady } from "./serve.ts";

/** Also write down, and wait for it, that a call is about to be made. */
const writesAttempt = process.env.ATTEMPTS === "1";

/** One object for each phone: its calls run one after the other; its state and journal are the server's. */
const contact = restate.object({
  name: "Contact",
  handlers: {
    handle: async (ctx: restate.ObjectContext, webhook: Webhook) => {
      const session = await ctx.get<Decided["state"]>("session");
      const { state, sends } = decideMessage(session, webhook);
      ctx.set("session", state);
      if (writesAttempt) await ctx.run("attempt", () => ({ messageId: webhook.messageId, sends: [...sends] }));
      await ctx.run("send", () => sendAll(sends));
    },
  },
  // A journal is kept after completion only to be looked at; telling repeats needs the id alone.
  options: { journalRetention: 0, idempotencyRetention: { days: 1 } },
});

await restate.serve({ services: [contact], port: Number(process.env.WORKER_PORT) });
sayReady();
