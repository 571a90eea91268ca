import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import type { Versioned } from "#lib/api/versioned-edit.svelte.ts";
import { weekdayNames } from "#lib/format/dates.ts";

type Schemas = components["schemas"];
export type Settings = Schemas["Settings"];
type Hours = Schemas["BusinessHours"];
export type Span = Hours["monday"][number];

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** segunda-feira, as the reader's language has it. */
export const weekdayName = (day: Weekday): string => weekdayNames("long")[WEEKDAYS.indexOf(day)] ?? day;

/** The card as its form holds it: a field that is not given is empty. */
export type CardForm = Record<"name" | "phone" | "address", string>;
export type HoursForm = Hours;

const CLOSED: Record<Weekday, Span[]> = {
  ...{ monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
};

/** What was never written has the version 0 and begins empty. */
export function cardOf({ items }: Settings): Versioned<CardForm> {
  const found = items.find((item) => item.key === "clinic");
  const { name = "", phone = "", address = "" } = found?.value ?? {};
  return { version: found?.version ?? 0, form: { name, phone, address } };
}

export function hoursOf({ items }: Settings, timeZone: string): Versioned<HoursForm> {
  const found = items.find((item) => item.key === "business-hours");
  return { version: found?.version ?? 0, form: found?.value ?? { timeZone, ...CLOSED } };
}

export const readSettings = (): Promise<Settings> => answer(api.GET("/api/v1/settings"));

export async function writeCard(form: CardForm, version: number): Promise<Versioned<CardForm>> {
  const [phone, address] = [form.phone.trim(), form.address.trim()];
  const body = { name: form.name, ...(phone ? { phone } : {}), ...(address ? { address } : {}) };
  const written = await answer(api.PUT("/api/v1/settings/clinic", { params: { header: ifMatch(version) }, body }));
  return cardOf({ items: [written] });
}

export async function writeHours(form: HoursForm, version: number): Promise<Versioned<HoursForm>> {
  const body = form;
  const params = { header: ifMatch(version) };
  const written = await answer(api.PUT("/api/v1/settings/business-hours", { params, body }));
  return { version: written.version, form: written.value };
}

/** The next span of a day: the afternoon behind a morning, the usual hours of an empty day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1)?.closes;
  if (last === undefined) return { opens: "08:00", closes: "18:00" };
  const hour = Math.min(Number(last.slice(0, 2)) + 1, 22);
  const text = (of: number) => `${String(of).padStart(2, "0")}:00`;
  return { opens: text(hour), closes: text(Math.min(Math.max(hour + 1, 18), 23)) };
}

export const hoursText = (spans: readonly Span[]): string =>
  spans.map(({ opens, closes }) => `${opens}–${closes}`).join(", ");

/** Brazil's zones first: a clinic here picks from those. */
export function zones(current: string): readonly string[] {
  const brazil = [
    ...["America/Sao_Paulo", "America/Bahia", "America/Fortaleza", "America/Recife", "America/Belem"],
    ...["America/Manaus", "America/Cuiaba", "America/Campo_Grande", "America/Porto_Velho", "America/Boa_Vista"],
    ...["America/Rio_Branco", "America/Noronha"],
  ];
  return [...new Set([...brazil, current, ...Intl.supportedValuesOf("timeZone")])];
}
