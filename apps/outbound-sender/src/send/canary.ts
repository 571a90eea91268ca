import type { SendAccepted } from "@acolhe/zapi";

/** What is said to a patient who does not exist ends here, as if the gateway had taken it: it is asked nothing. */
export async function takenForCanary(one: { readonly turnSeq: number; readonly index: number }): Promise<SendAccepted> {
  const id = `canary-${one.turnSeq}-${one.index}`;
  return { zaapId: id, messageId: id };
}
