import { entriesOf, readStream } from "@acolhe/bus";
import { anyTurnOf, SECRETS_BUCKET, TURNS } from "@acolhe/events";
import { expect, test } from "vitest";
import { hireWorker, message, openDesk, put, untilTurns } from "./desk.ts";

test("turns are stored without what a patient tells of who they are, read with it, and go on when its key is no more", async () => {
  await using desk = await openDesk();
  const { bus } = desk;
  const ref = desk.contact();
  const lines = ["oi", "Renata Furtado", "meu cpf é 529.982.247-25"];
  {
    await using _worker = await hireWorker(desk.url);
    for (const [index, line] of lines.entries()) {
      await put(bus, message(ref, line));
      await untilTurns(bus, ref, index + 1);
    }
  }
  const bodies = async () => {
    const found: string[] = [];
    const batch = await bus.jsm.direct.getBatch(TURNS.name, { seq: 1, batch: 100, next_by_subj: anyTurnOf(ref) });
    for await (const stored of batch) found.push(stored.string());
    return found.join("\n");
  };
  const read = async () => {
    let text = "";
    for await (const stored of readStream(bus, TURNS.name, { subject: anyTurnOf(ref) })) text += stored.text();
    return text;
  };
  expect(await read()).toContain("Renata");
  expect(await bodies()).not.toMatch(/renata|furtado|529.?982/i);
  const [before] = (await untilTurns(bus, ref, 3)).slice(-1);
  expect(before!.turn.state.values).toMatchObject({ name: expect.stringContaining("Renata") });

  const keys = await entriesOf(bus, SECRETS_BUCKET);
  expect(keys).toHaveLength(1);
  const secrets = await bus.kvm.open(SECRETS_BUCKET);
  for (const { key } of keys) await secrets.purge(key);
  // As after a restart, in a process that never knew the key.
  await using later = await hireWorker(desk.url);
  await put(bus, message(ref, "menu"));
  const turns = await untilTurns(later.bus, ref, 4);
  expect(turns.at(-1)!.turn).toMatchObject({ outcome: "advanced" });
  expect(turns.at(-1)!.turn.state.values).not.toHaveProperty("name");
});
