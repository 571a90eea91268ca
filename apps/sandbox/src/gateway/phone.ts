import { createHash } from "node:crypto";

const BRAZIL_WITH_NINE = /^55([1-9]\d)9(\d{8})$/;

/** Strips a mask typed by a person; ids with a suffix (LID, group) stay as they are. */
export function cleanPhone(raw: string): string {
  const trimmed = raw.trim();
  return /[@a-z]/i.test(trimmed) ? trimmed : trimmed.replace(/[+()\s.]/g, "").replace(/^(\d{2,})-(\d{4})$/, "$1$2");
}

/** One key for a mobile number with and without the ninth digit. Landlines start with 2 to 5 and never had it. */
export function chatKey(phone: string): string {
  const match = BRAZIL_WITH_NINE.exec(phone);
  if (!match || !/[6-9]/.test(match[2]![0]!)) return phone;
  return `55${match[1]}${match[2]}`;
}

export const withoutNine = (phone: string): string => phone.replace(BRAZIL_WITH_NINE, "55$1$2");

export const isLid = (phone: string): boolean => /^\d{8,18}@lid$/.test(phone);
export const isGroup = (phone: string): boolean => phone.endsWith("-group") || /^\d{8,}-\d{8,}$/.test(phone);
export const isDigits = (phone: string): boolean => /^\d{10,15}$/.test(phone);

/** Stable between runs, and without an arithmetic relation to the number, as the real ones. */
export function lidOf(key: string): string {
  const number = createHash("sha256").update(`lid:${key}`).digest().readBigUInt64BE() % 100_000_000_000_000n;
  return `${number.toString().padStart(14, "1")}@lid`;
}
