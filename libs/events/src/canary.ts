import { ContactKey } from "./ids.ts";
import type { ConversationRef } from "./subjects.ts";

/**
 * A patient who does not exist, used to try whether messages are answered. Brazil has no area code with a zero, so it
 * can be no person's number: anything sent to it by mistake would be refused.
 */
export const CANARY_CONTACT: ContactKey = ContactKey.parse("5500000000000");

/** Its conversations reach neither the gateway nor the read side nor the attendants' desk, and are removed with the next try. */
export const isCanary = ({ contact }: Pick<ConversationRef, "contact">): boolean => contact === CANARY_CONTACT;
