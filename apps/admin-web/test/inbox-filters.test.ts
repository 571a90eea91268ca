import { expect, it } from "vitest";
import { countQuery, filterCount, filtersOf, listQuery } from "../src/lib/inbox/filters.ts";

const startOf = (day: string, plusDays: number) => `${day}+${plusDays}`;
const from = (address: string) => {
  const params = new URLSearchParams(address);
  return filtersOf((name) => params.get(name) ?? "");
};
const asked = (address: string) => listQuery(from(address), countQuery(from(address), startOf));

it.each([
  ["", { sort: "-lastMessageAt" }],
  ["aba=esperando", { waiting: "true", sort: "waitingSince" }],
  ["aba=sem-resposta", { unanswered: "true", sort: "unansweredSince" }],
  ["aba=minhas&responsavel=none", { assignee: "me", sort: "-lastMessageAt" }],
  ["aba=outra&modo=outro&de=ontem", { sort: "-lastMessageAt" }],
  ["busca=ana&canal=main&modo=pausado", { q: "ana", channel: "main", mode: "paused", sort: "-lastMessageAt" }],
  ["de=2026-11-01&ate=2026-11-30", { from: "2026-11-01+0", to: "2026-11-30+1", sort: "-lastMessageAt" }],
  ["nao-lidas=1&bloqueadas=1", { unread: "true", blocked: "true", sort: "-lastMessageAt" }],
])("%s", (address, query) => {
  expect(asked(address)).toEqual(query);
});

it("counts without the tab, by the other filters alone", () => {
  expect(countQuery(from("aba=esperando&canal=main"), startOf)).toEqual({ channel: "main" });
});

it("tells how many filters are on, a period as one", () => {
  expect(filterCount(from("aba=minhas&busca=x"))).toBe(0);
  expect(filterCount(from("canal=main&de=2026-11-01&ate=2026-11-30&nao-quer=1"))).toBe(3);
});
