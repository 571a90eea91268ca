import { SequenceConflict } from "@acolhe/bus";
import type { ContactKey } from "@acolhe/events";
import { expect, it } from "vitest";
import { Contacts } from "../src/ledger/contacts.ts";
import type { Ledger } from "../src/ledger/ledger.ts";
import { startFixture } from "./fixture.ts";

it("S2: who waited behind one that met another's outcome reads the log, also before that one's caller hears of it", async () => {
  await using f = await startFixture();
  const ref = { channel: f.channel.id, contact: "5511990000001" as ContactKey };
  const contacts = new Contacts(f.bus);
  const seen: Ledger[] = [];
  const first = contacts.lock(ref, 0, async (ledger) => {
    seen.push(ledger);
    throw new SequenceConflict("another writer was first");
  });
  const second = contacts.lock(ref, 0, async (ledger) => void seen.push(ledger));
  await expect(first).rejects.toThrow(SequenceConflict);
  await second;
  const third = contacts.lock(ref, 0, async (ledger) => void seen.push(ledger));
  await third;
  expect(seen[1]).not.toBe(seen[0]);
  expect(seen[2], "and what did not fail is kept").toBe(seen[1]);
});
