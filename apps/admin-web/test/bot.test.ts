import { expect, it } from "vitest";
import { contactKeyOf } from "#lib/bot/contact-key.ts";
import { toldNow } from "#lib/bot/told.ts";

const open = { isOpen: true, holiday: null, closesAt: "18:00", opensAt: null };
const next = { day: "2026-12-01", time: "08:00" };
const closed = { isOpen: false, holiday: null, closesAt: null, opensAt: next };
const online = { state: "online", botEnabled: true } as const;

it.each([
  ["offline", { isBotOn: false, channel: { state: "offline", botEnabled: false }, opening: open }],
  ["off", { isBotOn: false, channel: { ...online, botEnabled: false }, opening: open }],
  ["off-here", { isBotOn: true, channel: { ...online, botEnabled: false }, opening: closed }],
  ["unset", { isBotOn: true, channel: { state: "unknown", botEnabled: true }, opening: null }],
  ["open", { isBotOn: true, channel: online, opening: { ...open, holiday: "Véspera" } }],
  ["closed", { isBotOn: true, channel: online, opening: closed }],
  ["holiday", { isBotOn: true, channel: online, opening: { ...closed, holiday: "Natal" } }],
  ["shut", { isBotOn: true, channel: online, opening: { ...closed, opensAt: null } }],
] as const)("a patient who writes now meets: %s", (told, given) => {
  expect(toldNow(given)).toBe(told);
});

it.each([
  ["(11) 98765-4321", "5511987654321"],
  ["1134567890", "551134567890"],
  ["+55 11 98765-4321", "5511987654321"],
  ["5511987654321", "5511987654321"],
  ["+1 415 555 2671", "14155552671"],
  ["98765-4321", undefined],
  ["Rosana 11987654321", undefined],
])("behind the number %s is the contact %s", (text, key) => {
  expect(contactKeyOf(text)).toBe(key);
});
