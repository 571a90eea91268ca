import { lastOf, publish } from "@acolhe/bus";
import { addressOf } from "@acolhe/chatwoot";
import { ConversationState } from "@acolhe/conversation";
import { ensureContact, insertRow, linkContact, linkGuardian } from "@acolhe/database";
import { AmbiguousPerson, findErasure, UnderWay } from "@acolhe/database/privacy";
import { anyTurnOf, SPOOLS_BUCKET, type SpoolWord, shadowPrefix, TURNS, turnSubject } from "@acolhe/events";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MessagesWait } from "../src/erase/spools.ts";
import { type Certificate, certificateText, previewErasure, runErasure, STEPS, UnknownPerson } from "../src/index.ts";
import { approved, brokerText, decides, erase, openStores, refOf, type Stores, startDesk, writes } from "./fixture.ts";

let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores[Symbol.asyncDispose]());

/** Each test has people of its own. */
let people = 0;
const newPhone = () => String(5511970000000 + ++people);
const namesIn = async () =>
  (
    await sql<{ name: string }>`select name from patients union all select name from guardians`.execute(stores.db)
  ).rows.map(({ name }) => name);
const certificateOf = (row: Awaited<ReturnType<typeof findErasure>>) => row?.certificate as unknown as Certificate;

test.each(STEPS)(
  "broken off at the step %s, a request says so, goes on there and ends with nothing left",
  async (step) => {
    const phone = newPhone();
    const name = `Íris Vasconcelos ${phone}`;
    await insertRow(stores.db, "patients", { name, phone: `+${phone}` });
    await writes(stores, phone, name);
    await publish(stores.bus, shadowPrefix("tomorrow") + turnSubject(refOf(phone), "reply"), { says: name });
    await stores.project();
    expect(await brokerText(stores.bus), "the control").toContain(name);

    const id = await approved(stores.db, "contact", phone);
    const dies = (at: string) => {
      if (at === step) throw new TypeError("the process died");
    };
    await expect(runErasure({ ...stores.deps, onStep: dies }, id)).rejects.toThrow("died");
    expect(await findErasure(stores.db, id)).toMatchObject({ state: "running", step, problem: "TypeError" });
    const begun: string[] = [];
    await runErasure({ ...stores.deps, onStep: (at) => void begun.push(at) }, id);
    expect(begun, "only what was left").toEqual(STEPS.slice(STEPS.indexOf(step)));

    const row = await findErasure(stores.db, id);
    expect(row).toMatchObject({ state: "done", subject: null, plan: null, problem: null });
    expect(await brokerText(stores.bus)).not.toContain(phone);
    expect(await namesIn()).not.toContain(name);
    expect(certificateText(certificateOf(row))).toContain("INBOUND: 3");
    expect(JSON.stringify(row)).not.toContain(phone);
    await expect(runErasure(stores.deps, id), "again, it changes nothing").resolves.toBeUndefined();
  },
);

test.each<[string, Partial<SpoolWord>]>([
  ["wait", { waiting: { "7": 1 } }],
  ["may wait", { unknown: true }],
])(
  "while messages %s in the spool of an ingress nothing is purged: they would come back behind the erasure",
  async (_what, more) => {
    const phone = newPhone();
    await writes(stores, phone, `Lia Sampaio ${phone}`);
    const spools = await stores.bus.kvm.open(SPOOLS_BUCKET);
    const word: SpoolWord = { waiting: {}, connection: "here", heard: {}, ...more };
    await spools.put("an-ingress", JSON.stringify(word));
    const id = await approved(stores.db, "contact", phone);
    await expect(runErasure(stores.deps, id)).rejects.toThrow(MessagesWait);
    expect(await findErasure(stores.db, id)).toMatchObject({
      state: "running",
      step: "streams",
      problem: "MessagesWait",
    });
    expect(await brokerText(stores.bus)).toContain(phone);
    await spools.put("an-ingress", JSON.stringify({ ...word, waiting: {}, unknown: undefined }));
    await runErasure(stores.deps, id);
    expect(await findErasure(stores.db, id)).toMatchObject({ state: "done" });
    expect(await brokerText(stores.bus)).not.toContain(phone);
  },
);

test("a turn that a worker still had in hand is found and erased in another round; what is written anew stays", async () => {
  const phone = newPhone();
  const { seq } = await writes(stores, phone, "Célia Monteiro Braga");
  const id = await approved(stores.db, "contact", phone);
  let rounds = 0;
  await runErasure(
    {
      ...stores.deps,
      async onStep(step) {
        if (step !== "verify") return;
        rounds += 1;
        if (rounds === 1) await decides(stores.bus, phone, { id: "late", seq, text: "Célia Monteiro Braga" });
        if (rounds === 2) await writes(stores, phone, "oi");
      },
    },
    id,
  );
  expect(rounds).toBe(2);
  const text = await brokerText(stores.bus);
  expect(text).not.toContain("Célia");
  expect(text, "she wrote again, as a new contact").toContain(`turn.main.${phone}`);
  const { stores: lines } = certificateOf(await findErasure(stores.db, id));
  expect(lines.find(({ store }) => store === "TURNS")).toMatchObject({ found: 0, afterwards: 1, removed: 2 });
});

test("what a shadow under way still writes of a person is found and removed in another round, also as a new contact's", async () => {
  const phone = newPhone();
  await writes(stores, phone, "Alda Nogueira Prado");
  const id = await approved(stores.db, "contact", phone);
  let rounds = 0;
  const onStep = async (step: string) => {
    if (step !== "verify") return;
    rounds += 1;
    const subject = shadowPrefix("tomorrow") + turnSubject(refOf(phone), "reply");
    if (rounds === 1) await publish(stores.bus, subject, { says: "Alda Nogueira Prado" });
    if (rounds === 2) await writes(stores, phone, "oi");
  };
  await runErasure({ ...stores.deps, onStep }, id);
  expect(rounds).toBe(2);
  expect(await brokerText(stores.bus)).not.toContain("Alda");
  const { stores: lines } = certificateOf(await findErasure(stores.db, id));
  expect(lines.find(({ store }) => store === "SHADOW")).toMatchObject({ found: 0, afterwards: 0, removed: 1 });
});

test("a child goes out of the conversation of a mother who stays: what names him goes, what she is told and wants stays", async () => {
  const phone = newPhone();
  const child = "Otávio Pimentel Reis";
  const { id: patientId } = await insertRow(stores.db, "patients", { name: child, birthDate: "2019-02-03" });
  const sister = await insertRow(stores.db, "patients", { name: "Elis Pimentel Reis" });
  const mother = await insertRow(stores.db, "guardians", { name: "Rute Pimentel", phone: `+${phone}` });
  for (const one of [patientId, sister.id])
    await linkGuardian(stores.db, { patientId: one, guardianId: mother.id, relation: "mother" });
  await writes(stores, phone, "bom dia");
  const named = await writes(stores, phone, child);
  await decides(stores.bus, phone, { id: "last", seq: named.seq, text: child, optedOut: true });
  await stores.project();

  const row = await erase(stores, "patient", patientId);
  expect(row?.state).toBe("done");
  const text = await brokerText(stores.bus);
  expect(text).not.toContain(child);
  expect(text, "her other words").toContain("bom dia");
  const last = await lastOf(stores.bus, TURNS.name, anyTurnOf(refOf(phone)));
  const state = ConversationState.parse(last?.json<{ state: unknown }>().state);
  expect(state).toMatchObject({ optedOut: true, step: null, values: { privacy_told: "sim" } });
  expect(await namesIn()).toEqual(expect.arrayContaining(["Elis Pimentel Reis", "Rute Pimentel"]));
  const { rows } = await sql`select text from read.messages where contact_key = ${phone} order by id`.execute(
    stores.db,
  );
  expect(JSON.stringify(rows)).toContain("bom dia");
  expect(JSON.stringify(rows)).not.toContain(child);
});

test("a guardian goes with their conversation and their number in a ward's record; the ward and the other guardian stay", async () => {
  const phone = newPhone();
  const ward = await insertRow(stores.db, "patients", {
    name: "Nina Salles",
    phone: `+${phone}`,
    birthDate: "2020-01-01",
  });
  const [gone, stays] = [
    await insertRow(stores.db, "guardians", { name: "Ivo Salles Couto", phone: `+${phone}` }),
    await insertRow(stores.db, "guardians", { name: "Vera Couto", phone: `+${newPhone()}` }),
  ];
  for (const { id } of [gone, stays])
    await linkGuardian(stores.db, { patientId: ward.id, guardianId: id, relation: "other" });
  await writes(stores, phone, "sou o pai da Nina");
  const row = await erase(stores, "guardian", gone.id);
  expect(row?.state).toBe("done");
  expect(await brokerText(stores.bus)).not.toContain(phone);
  const names = await namesIn();
  expect(names).toEqual(expect.arrayContaining(["Nina Salles", "Vera Couto"]));
  expect(names).not.toContain("Ivo Salles Couto");
  const links = await sql`select guardian_id from patient_guardians where patient_id = ${ward.id}`.execute(stores.db);
  expect(links.rows).toEqual([{ guardianId: stays.id }]);
});

test("both names of a merged contact go, whichever of them was asked for", async () => {
  const [phone, lid] = [newPhone(), "lid-81896600000077"];
  await writes(stores, lid, "Abel Fontoura");
  await writes(stores, phone, "oi de novo");
  const survivor = JSON.stringify({ survivor: phone });
  await (await stores.bus.kvm.open("identity")).put(`main.contact.${lid}`, survivor);
  const row = await erase(stores, "contact", phone);
  expect(certificateOf(row)).toMatchObject({ conversations: 2 });
  const text = await brokerText(stores.bus);
  for (const word of [phone, lid, "Abel"]) expect(text).not.toContain(word);
});

test("a preview counts and takes nothing; a number that several people have, or none, is not erased", async () => {
  const phone = newPhone();
  await writes(stores, phone, "oi");
  const before = await brokerText(stores.bus);
  const lines = await previewErasure(stores.deps, { kind: "contact", subject: phone });
  expect(lines).toContainEqual({ store: "INBOUND", found: 3, mentions: 0 });
  expect(await brokerText(stores.bus)).toBe(before);

  const { id } = await ensureContact(stores.db, refOf(phone) && { channel: "main", contactKey: phone });
  const ids: string[] = [];
  for (const name of ["Um de Dois", "Outro de Dois"]) {
    const patient = await insertRow(stores.db, "patients", { name });
    await linkContact(stores.db, id, "patients", patient.id);
    ids.push(patient.id);
  }
  const preview = (subject: string) => previewErasure(stores.deps, { kind: "contact", subject });
  await expect(preview(phone)).rejects.toThrow(AmbiguousPerson);
  await expect(preview(phone)).rejects.toThrow(ids[0]!);
  await expect(preview("5511970099999")).rejects.toThrow(UnknownPerson);
});

test("at the desk a person's contact goes with its conversations; of a mother's who stays, the messages that name her child", async () => {
  await using desk = await startDesk();
  const { client } = desk;
  const child = "Davi Moreira Lage";
  const [gone, stays] = [newPhone(), newPhone()];
  const patient = await insertRow(stores.db, "patients", { name: child, birthDate: "2019-02-03", phone: `+${gone}` });
  const mother = await insertRow(stores.db, "guardians", { name: "Lia Moreira", phone: `+${stays}` });
  await linkGuardian(stores.db, { patientId: patient.id, guardianId: mother.id, relation: "mother" });
  const at: Record<string, number> = {};
  for (const phone of [gone, stays]) {
    await writes(stores, phone, "oi");
    const address = addressOf(refOf(phone));
    const { id: contactId } = await client.createContact({ name: "Contato", phone, identifier: address });
    await client.linkContact(contactId, 1, address);
    const { id } = await client.createConversation({ inboxId: 1, contactId, address, status: "open" });
    at[phone] = id;
    // More than one page of them.
    for (let n = 0; n < 24; n += 1)
      await client.postMessage(id, {
        content: n === 2 ? `é sobre o ${child}` : `linha ${n}`,
        type: "incoming",
        mark: `m-${n}`,
        as: "user",
      });
  }
  const id = await approved(stores.db, "patient", patient.id);
  await runErasure({ ...stores.deps, desk }, id);
  expect(await client.contactsByPhone([gone])).toEqual([]);
  expect(await client.contactsByPhone([stays])).toHaveLength(1);
  const messages = await client.messages(at[stays]!, { after: 0 });
  const said = messages.map(({ content }) => content).join("\n");
  expect(said).not.toContain(child);
  expect(said).toContain("linha 1");
  const { stores: lines } = certificateOf(await findErasure(stores.db, id));
  expect(lines.find(({ store }) => store === "chatwoot")).toMatchObject({ removed: 2, found: 0 });
});

test("one process at a time carries a request out; one for a person who is gone meanwhile is refused", async () => {
  const phone = newPhone();
  await writes(stores, phone, "Olga Prestes");
  const id = await approved(stores.db, "contact", phone);
  await runErasure(
    {
      ...stores.deps,
      async onStep(step) {
        if (step === "desk") await expect(runErasure(stores.deps, id)).rejects.toThrow(UnderWay);
      },
    },
    id,
  );
  expect(await findErasure(stores.db, id)).toMatchObject({ state: "done" });
  const late = await approved(stores.db, "contact", phone);
  await expect(runErasure(stores.deps, late)).rejects.toThrow(UnknownPerson);
  expect(await findErasure(stores.db, late)).toMatchObject({
    state: "refused",
    subject: null,
    problem: "UnknownPerson",
  });
});

test("the guard of append-only tables holds outside of an erasure", async () => {
  await sql`insert into audit (action, entity) values ('read', 'patient')`.execute(stores.db);
  await expect(sql`delete from audit`.execute(stores.db)).rejects.toThrow("only ever added to");
});
