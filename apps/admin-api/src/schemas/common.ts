import { CHANNEL_ID, CONTACT_KEY } from "@acolhe/events";
import { canonicalPhone, normalPhone, seen } from "@acolhe/phone";
import { cpf as cpfRules } from "cpf-cnpj-validator";
import { z } from "zod";
import { PASSWORD_LENGTH_MAX } from "../limits.ts";

/** A line of text. PostgreSQL stores no NUL, and other control characters have no place in one either. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "sem caracteres de controle");

/** Text of several lines. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, "sem caracteres de controle");

export const Id = z.uuid();
/** Marks of direction and joining, fillers: what takes no space or shows nothing, and makes two of one name. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** How someone is called: one form of each letter, single spaces, and something to see. */
export const Name = z
  .string()
  .overwrite((text) =>
    text
      .normalize("NFC")
      .replace(UNSEEN, "")
      .replace(/\p{Zs}+/gu, " "),
  )
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "sem caracteres de controle");
export const Email = z.email().max(254);
/** A password that is compared; what was chosen under earlier rules must still fit. */
export const GivenPassword = z.string().min(1).max(1024);
export const Password = z.string().min(1).max(PASSWORD_LENGTH_MAX);
export const Role = z.enum(["admin", "attendant", "analyst", "operator"]);
export const Language = z.enum(["pt", "es", "en"]);
export const Instant = z.iso.datetime({ offset: true }).max(40);
/** What is no day is told as that alone. */
export const Day = z.iso.date({ abort: true });
export const Nothing = z.void();
export const Version = z.int().describe("Counts changes; send it back in If-Match");
/** Of a search box. What shows nothing is nothing that could be looked for. */
export const Search = z
  .string()
  .overwrite((text) => (seen(text) === "" ? "" : text))
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "sem caracteres de controle")
  .optional();
export const Flag = z.stringbool().optional();
export const Deleted = Flag.describe("Those that were deleted and can be restored, instead of those that are there");
/** The keys of the log, with what a person is told of one that does not fit. */
export const ChannelId = z
  .string()
  .regex(CHANNEL_ID, "de 1 a 32 letras minúsculas, números ou hífens")
  .brand<"ChannelId">();
export const ContactKey = z
  .string()
  .regex(CONTACT_KEY, "o número como o WhatsApp o conhece, só dígitos e com o 55, ou lid- e dígitos")
  .brand<"ContactKey">();
/** The same where a person typed it: the one form in which the log has it. */
export const TypedContactKey = ContactKey.overwrite((key) => canonicalPhone(key) as typeof key);
/** What every stored thing says of itself. */
export const stamps = { createdAt: z.string(), updatedAt: z.string(), version: Version };

export const isValidCpf = (text: string): boolean => cpfRules.isValid(text);

/** Check digits by a library; kept as eleven digits. */
export const Cpf = z
  .string()
  .max(20)
  .refine(isValidCpf, "CPF inválido")
  .overwrite((text) => cpfRules.strip(text))
  .describe("CPF, com ou sem pontuação");

/** A number as people in Brazil write it, or international; kept in E.164. */
export const Phone = z
  .string()
  .max(40)
  .refine((text) => normalPhone(text) !== null, "telefone inválido")
  .overwrite((text) => normalPhone(text) ?? text)
  .describe("Telefone com DDD, ou internacional com +");
