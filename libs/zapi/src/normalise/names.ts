import { defined } from "../defined.ts";

/** What a payload calls the contact. At least one of lid and phone is there. */
export interface Names {
  /** Digits of the private WhatsApp id. */
  readonly lid?: string;
  /** The phone's digits as given, with or without a Brazilian ninth digit. */
  readonly phone?: string;
  /** The form that came in; answers go to it, so that no second chat opens. */
  readonly address: string;
}

interface Mentions {
  readonly phone: string | undefined;
  readonly chatLid?: string | undefined;
  readonly senderLid?: string | undefined;
}

/** Who a 1:1 payload is about; undefined when it names no usable contact. */
export function namesOf({ phone, chatLid, senderLid }: Mentions): Names | undefined {
  const lid = lidDigits(chatLid) ?? lidDigits(senderLid) ?? (phone?.endsWith("@lid") ? lidDigits(phone) : undefined);
  const digits = phone && /^\d{5,20}$/.test(phone) ? phone : undefined;
  if (lid === undefined && digits === undefined) return undefined;
  const address = digits ?? `${lidDigits(phone?.endsWith("@lid") ? phone : undefined) ?? lid}@lid`;
  return defined({ lid, phone: digits, address });
}

/** The part of a deduplication key that stands for the chat: its most stable name. */
export const chatOf = (names: Names): string => (names.lid === undefined ? names.address : `${names.lid}@lid`);

const lidDigits = (value: string | undefined) => value?.match(/^(\d{5,20})(?:@lid)?$/)?.[1];
