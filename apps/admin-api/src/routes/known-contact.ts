import { type Db, findChannel, findConversation } from "@acolhe/database";
import { isCompleteContact } from "@acolhe/events";
import type { z } from "zod";
import { Problem } from "../http/problem.ts";
import type { ConversationParams } from "../schemas/conversations.ts";

/**
 * A log takes whatever is put into it, also for a number that the clinic does not have, where it waits for ever. So what
 * staff name is looked up first.
 *
 * @throws Problem unknown-reference for a number that is none of the clinic's, or a contact that cannot be one
 */
export async function assertContact(db: Db, { channel, contact }: z.output<typeof ConversationParams>): Promise<void> {
  if (!(await findChannel(db, channel)))
    throw new Problem("unknown-reference", { detail: "A clínica não tem um número com este nome." });
  // Who wrote to us from there is one, whatever it looks like.
  if (isCompleteContact(contact) || (await findConversation(db, channel, contact))) return;
  throw new Problem("unknown-reference", {
    detail: "Este contato não é um número completo do WhatsApp, com o código do país e o DDD.",
  });
}
