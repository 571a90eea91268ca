import { CANARY_CONTACT, CLINIC_BUCKET, CLINIC_KEYS, FLOW_BUCKET, flowVersionKey } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { type Fixture, replied, startFixture } from "./fixture.ts";

const PHONE = "5511990000001";
const message = (fixture: Fixture, said: string, more: object = {}) => ({
  type: "message-received",
  messageId: `M${said}`,
  address: PHONE,
  senderName: "Ana Ribeiro",
  content: fixture.text(said),
  ...more,
});

test.concurrent("what the patient and the bot said appears once, in order, each as whose it is", async () => {
  await using fixture = await startFixture();
  const { turn, says } = fixture;
  await turn(CANARY_CONTACT, message(fixture, "ninguém"), [says(CANARY_CONTACT, "Olá, ninguém!")]);
  await turn(PHONE, message(fixture, "oi"), [says(PHONE, "Olá!"), says(PHONE, "Como posso ajudar?")]);
  await turn(PHONE, message(fixture, "quero marcar"), [says(PHONE, "Qual o seu nome?")]);
  await fixture.startOne();
  const shown = await fixture.shows(["oi", "Olá!", "Como posso ajudar?", "quero marcar", "Qual o seu nome?"]);
  expect(shown.map((m) => m.sender.type)).toEqual(["contact", "agent_bot", "agent_bot", "contact", "agent_bot"]);
  expect(new Set(shown.map((m) => m.source_id)).size).toBe(5);
  const [conversation, ...others] = await fixture.conversations();
  expect(others, "the patient who does not exist is not shown").toEqual([]);
  expect(conversation).toMatchObject({ status: "pending", inbox_id: 1 });
  expect(conversation.meta.sender).toMatchObject({ name: "Ana Ribeiro", phone_number: `+${PHONE}` });
});

test.concurrent("kinds other than text are readable, and files are carried over", async () => {
  await using fixture = await startFixture();
  const image = { kind: "image", url: "https://gateway.example/x.jpg", mimeType: "image/jpeg", caption: "meu pedido" };
  const audio = { kind: "audio", url: "https://gateway.example/a.ogg", mimeType: "audio/ogg", voiceNote: true };
  const kept = await fixture.turn(PHONE, message(fixture, "1", { content: image }));
  fixture.stored.set(kept.eventId, new Uint8Array([255, 216, 255]));
  const gone = await fixture.turn(PHONE, message(fixture, "2", { content: audio }));
  fixture.stored.set(gone.eventId, "never");
  await fixture.turn(
    PHONE,
    message(fixture, "3", { content: { kind: "location", latitude: -23.5, longitude: -46.6 } }),
  );
  await fixture.turn(PHONE, { type: "call-received", callId: "c", phase: "missed", video: false, address: PHONE });
  await fixture.startOne();
  const shown = await fixture.shows([
    "meu pedido",
    "[áudio: o arquivo não está disponível]",
    "📍 Localização\nhttps://maps.google.com/?q=-23.5,-46.6",
    "📞 Ligou",
  ]);
  const [file] = shown[0].attachments;
  expect(file).toMatchObject({ file_type: "image", extension: "jpg" });
  expect(new Uint8Array(await (await fetch(file.data_url)).arrayBuffer())).toEqual(new Uint8Array([255, 216, 255]));
});

test.concurrent("a contact whose messages the desk takes for ever to store does not keep another's from it", async () => {
  await using fixture = await startFixture();
  const other = "5511990000002";
  // More than the mirror has slots.
  for (let n = 0; n < 20; n++) await fixture.turn(PHONE, message(fixture, `preso ${n}`));
  await fixture.turn(other, message(fixture, "oi", { address: other }));
  const released = Promise.withResolvers<void>();
  const mirror = await fixture.startOne((desk) => ({
    ...desk,
    async postMessage(id, said) {
      if (said.content.startsWith("preso")) await released.promise;
      return desk.postMessage(id, said);
    },
  }));
  try {
    await eventually(async () => {
      const pages = await Promise.all((await fixture.conversations()).map(({ id }) => fixture.messages(id)));
      return pages.flat().some(({ content }) => content === "oi");
    });
  } finally {
    released.resolve();
    await mirror.stop();
  }
});

describe.concurrent("one contact", () => {
  test("that the desk knows without the ninth digit is adopted", async () => {
    await using fixture = await startFixture();
    await fixture.api("POST", "/contacts", { name: "Ana (antiga)", phone_number: "+551190000001" });
    await fixture.turn(PHONE, message(fixture, "oi"));
    await fixture.startOne();
    await fixture.shows(["oi"]);
    const [conversation] = await fixture.conversations();
    expect(conversation.meta.sender.name).toBe("Ana (antiga)");
    expect(await fixture.contacts(PHONE)).toEqual([]);
  });

  test("known by a LID gets its phone later, and is merged with the one that has it", async () => {
    await using fixture = await startFixture();
    const lid = "lid-81896600000001";
    await fixture.api("POST", "/contacts", { name: "Ana", phone_number: `+${PHONE}` });
    await fixture.turn(lid, message(fixture, "oi", { address: "81896600000001@lid" }));
    await fixture.startOne();
    await fixture.shows(["oi"]);
    await fixture.turn(lid, message(fixture, "sou eu"));
    await fixture.shows(["oi", "sou eu"]);
    const [conversation] = await fixture.conversations();
    expect(conversation.meta.sender).toMatchObject({ name: "Ana", phone_number: `+${PHONE}` });
    expect(await fixture.contacts(PHONE)).toHaveLength(1);
  });

  test("that turns out to be two keys of one person is merged at the desk", async () => {
    await using fixture = await startFixture();
    const lid = "lid-81896600000001";
    await fixture.turn(PHONE, message(fixture, "oi"));
    await fixture.turn(lid, message(fixture, "outra", { address: "81896600000001@lid" }));
    await fixture.startOne();
    await eventually(async () => (await fixture.conversations()).filter((one) => one.messages.length > 0).length === 2);
    await fixture.turn(PHONE, { type: "merged-from", from: lid, carried: {} });
    await eventually(async () => {
      const senders = (await fixture.conversations()).map((one) => one.meta.sender.id);
      return senders.length === 2 && new Set(senders).size === 1;
    });
  });

  test("deleted at the desk is made anew", async () => {
    await using fixture = await startFixture();
    await fixture.turn(PHONE, message(fixture, "oi"));
    await fixture.startOne();
    await fixture.shows(["oi"]);
    await fetch(`${fixture.url}/sandbox/reset`, { method: "POST" });
    await fixture.turn(PHONE, message(fixture, "ainda aí?"));
    await fixture.shows(["ainda aí?"]);
  });
});

/** How a turn leaves a conversation that the team was asked to go on with. */
const HANDED_OVER = {
  state: { mode: "bot", handedOver: { at: 1, team: "reception", reason: "asked", priority: "high", noted: false } },
};

describe.concurrent("handoff", () => {
  const request = {
    type: "request-handoff",
    team: "reception",
    reason: "asked",
    priority: "high",
    summary: {
      preference: "terça de manhã",
      topic: "booking",
      name: "Ana Ribeiro",
      child_age: "—",
      service: "Fisioterapia",
    },
  } as const;

  test("opens the conversation for the team, with a note that is read in ten seconds", async () => {
    await using fixture = await startFixture();
    const commands = [fixture.says(PHONE, "Já chamo alguém."), request];
    await fixture.turn(PHONE, message(fixture, "quero uma pessoa"), commands, HANDED_OVER);
    await fixture.startOne();
    const conversation = await eventually(
      async () => (await fixture.conversations()).find((one) => one.status === "open"),
      { deadlineMs: 30_000 },
    );
    expect(conversation).toMatchObject({ priority: "high", labels: ["pediu-atendente"] });
    expect(conversation.meta.team.id).toBe(4);
    const note = (await fixture.messages(conversation.id)).find((m) => m.private);
    expect(note.sender.type).toBe("agent_bot");
    expect(note.content).toBe(
      [
        "🙋 pediu para falar com uma pessoa",
        "• Nome: Ana Ribeiro",
        "• Quer: Fisioterapia",
        "• Dias e horários: terça de manhã",
        "• Prometido: uma pessoa continua a conversa por aqui",
        "Até lá o robô responde dúvidas simples. Responda aqui ou pelo celular da clínica: com a primeira mensagem de uma pessoa o robô se cala e, ao resolver, volta.",
      ].join("\n"),
    );
  });

  test("leaves the bot answering: its words are shown, and the wait goes on", async () => {
    await using fixture = await startFixture({ unansweredMs: 200, reconcileMs: 100 });
    await fixture.turn(PHONE, message(fixture, "quero uma pessoa"), [request], HANDED_OVER);
    const answer = [fixture.says(PHONE, "Abrimos às 8h.")];
    await fixture.turn(PHONE, message(fixture, "que horas abrem?"), answer, HANDED_OVER);
    await fixture.startOne();
    const conversation = await eventually(
      async () => (await fixture.conversations()).find((one) => one.labels.includes("sem-resposta")),
      { deadlineMs: 30_000 },
    );
    expect(conversation.status).toBe("open");
    const shown = (await fixture.messages(conversation.id)).filter((m) => !m.private);
    expect(shown.map((m) => m.content)).toEqual(["quero uma pessoa", "que horas abrem?", "Abrimos às 8h."]);
    expect(shown.at(-1).sender.type).toBe("agent_bot");
  });

  test("and a mere call of one turn each have their note, and the graver says team and priority", async () => {
    await using fixture = await startFixture({
      teams: new Map([
        ["reception", 4],
        ["urgent", 6],
      ]),
    });
    const danger = { danger: "self_harm", danger_words: "quero sumir" };
    const grave = { ...request, team: "urgent", reason: "possible-danger", summary: danger } as const;
    const call = { ...request, reason: "question", priority: "normal", summary: {} } as const;
    await fixture.turn(PHONE, message(fixture, "quero sumir. que horas abrem?"), [grave, call]);
    await fixture.startOne();
    const conversation = await eventually(
      async () => (await fixture.conversations()).find((one) => one.labels.includes("pergunta")),
      { deadlineMs: 30_000 },
    );
    expect(conversation).toMatchObject({ status: "open", priority: "high" });
    expect(conversation.labels.toSorted()).toEqual(["atencao", "pergunta"]);
    expect(conversation.meta.team.id).toBe(6);
    const notes = (await fixture.messages(conversation.id)).filter((m) => m.private);
    expect(notes.map((m) => m.content.split("\n")[0])).toEqual([
      "🟠 ATENÇÃO: escreveu algo que pode ser um perigo",
      "🙋 fez uma pergunta que o robô não sabe responder",
    ]);
    expect(notes[1].content).toContain("O robô segue a conversa.");
  });

  test("is not taken over by what the desk itself assigns when it opens", async () => {
    await using fixture = await startFixture();
    await fixture.turn(PHONE, message(fixture, "quero uma pessoa"), [request], HANDED_OVER);
    await fixture.startOne((desk) => ({
      ...desk,
      async setStatus(id, status) {
        const set = await desk.setStatus(id, status);
        await fixture.api("POST", `/conversations/${id}/assignments`, { assignee_id: 27 });
        return set;
      },
    }));
    await eventually(async () => (await fixture.conversations())[0]?.meta.assignee?.id === 27, { deadlineMs: 30_000 });
    await fixture.turn(PHONE, message(fixture, "oi?"));
    await eventually(async () => {
      const [{ id }] = await fixture.conversations();
      return (await fixture.messages(id)).at(-1).content === "oi?";
    });
    expect((await fixture.log(PHONE)).map(({ type }) => type)).toEqual(["message-received", "message-received"]);
  });

  test("left unanswered is told again once, with a higher priority", async () => {
    await using fixture = await startFixture({ unansweredMs: 200, reconcileMs: 100 });
    await fixture.turn(PHONE, message(fixture, "alguém?"), [request]);
    await fixture.startOne();
    const conversation = await eventually(
      async () => (await fixture.conversations()).find((one) => one.labels.includes("sem-resposta")),
      { deadlineMs: 30_000 },
    );
    expect(conversation.priority).toBe("urgent");
    await eventually(async () => /handoffs_unanswered_total\{.*\} 1/.test(await fixture.metricsText()));
    const notes = (await fixture.messages(conversation.id)).filter((m) => m.content?.startsWith("⏰"));
    expect(notes).toHaveLength(1);
  });

  test("while the clinic is closed is told again only of a danger, and of the rest once it has been open", async () => {
    await using fixture = await startFixture({ unansweredMs: 200, reconcileMs: 100 });
    const other = "5511990000002";
    const day = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const hours = (weekly: object) => JSON.stringify({ flow: { hours: { timeZone: "America/Sao_Paulo", weekly } } });
    const versions = await fixture.bus.kvm.open(FLOW_BUCKET);
    await versions.put(flowVersionKey("test"), hours(day));
    const urgent = { ...request, reason: "red-flag", priority: "urgent", summary: { danger: "other" } } as const;
    await fixture.turn(other, message(fixture, "alguém?", { address: other, messageId: "M2" }), [request]);
    await fixture.turn(PHONE, message(fixture, "me ajuda"), [urgent]);
    await fixture.startOne();
    const labelled = async () =>
      (await fixture.conversations())
        .filter((one) => one.labels.includes("sem-resposta"))
        .map((one) => one.meta.sender.phone_number);
    await eventually(async () => (await labelled()).length > 0, { deadlineMs: 30_000 });
    // Both were looked at in the same round, and the other is the older.
    expect(await labelled()).toEqual([`+${PHONE}`]);
    const staff = await fixture.bus.kvm.open(CLINIC_BUCKET);
    const always = Object.fromEntries(Object.keys(day).map((name) => [name, ["00:00-24:00"]]));
    await staff.put(CLINIC_KEYS.hours, JSON.stringify({ weekly: always, holidays: [] }));
    await eventually(async () => (await labelled()).length === 2, { deadlineMs: 30_000 });
  });
});

describe.concurrent("an attendant's words", () => {
  test("are not shown a second time, and their failure is shown on them", async () => {
    await using fixture = await startFixture();
    await fixture.turn(PHONE, message(fixture, "oi"));
    await fixture.startOne();
    await fixture.shows(["oi"]);
    const [{ id }] = await fixture.conversations();
    const said = await fixture.api("POST", `/conversations/${id}/messages`, { content: "Boa tarde" });
    const command = fixture.says(PHONE, "Boa tarde", "attendant");
    const attendant = { source: "chatwoot", id: "27", externalId: `${id}:${said.id}:0` } as const;
    const { turnSeq } = await fixture.turn(PHONE, replied(id, said.id, "Boa tarde"), [
      { ...command, attendant } as never,
    ]);
    await fixture.outcome(PHONE, { turnSeq, index: 0, status: "failed", code: "phone-not-on-whatsapp" });
    await eventually(async () => {
      const found = (await fixture.messages(id)).find((m) => m.id === said.id);
      return found.status === "failed" && found.content_attributes.external_error.includes("não tem WhatsApp");
    });
    await fixture.shows(["oi", "Boa tarde"]);
  });

  test("are asked for by opening the conversation of a patient who writes while the bot is silent", async () => {
    await using fixture = await startFixture();
    await fixture.turn(PHONE, { type: "known-before-start", lastActiveAt: 1, active: true });
    await fixture.turn(PHONE, message(fixture, "e a minha consulta?"), [], { rule: "human-silent" });
    await fixture.startOne();
    await fixture.shows(["e a minha consulta?"]);
    await eventually(async () => (await fixture.conversations())[0].status === "open");
    expect(await fixture.conversations()).toHaveLength(1);
  });

  test("typed on the clinic's phone are shown as such, and open the conversation", async () => {
    await using fixture = await startFixture();
    await fixture.turn(PHONE, message(fixture, "oi"), [fixture.says(PHONE, "Olá!")]);
    await fixture.turn(PHONE, { type: "takeover-started", source: "phone", content: fixture.text("Aqui é a Rafa") });
    await fixture.startOne();
    const shown = await fixture.shows(["oi", "Olá!", "Aqui é a Rafa"]);
    expect(shown[2].content_attributes.external_echo).toBe(true);
    await eventually(async () => (await fixture.conversations())[0].status === "open");
  });
});

test.concurrent("sent, delivered, read and failed are shown, also when receipts come early, twice and out of order", async () => {
  await using fixture = await startFixture();
  const { turnSeq } = await fixture.turn(
    PHONE,
    message(fixture, "oi"),
    ["a", "b", "c"].map((said) => fixture.says(PHONE, said)),
  );
  await fixture.receipt(PHONE, "W0", "read");
  for (const index of [0, 1])
    await fixture.outcome(PHONE, { turnSeq, index, status: "accepted", messageId: `W${index}` });
  await fixture.outcome(PHONE, { turnSeq, index: 2, status: "superseded", attempt: 0 });
  await fixture.receipt(PHONE, "W0", "received");
  for (const _ of [1, 2]) await fixture.receipt(PHONE, "W1", "received");
  await fixture.startOne();
  await eventually(
    async () => {
      const [conversation] = await fixture.conversations();
      const shown = conversation ? await fixture.messages(conversation.id) : [];
      return shown.map((m) => m.status).join() === "sent,read,delivered,failed" && shown;
    },
    { deadlineMs: 30_000 },
  );
});

test.concurrent("while it is unknown whether a message arrived, the team is told so once, and how far the desk is behind is measured", async () => {
  await using fixture = await startFixture();
  const { turnSeq } = await fixture.turn(PHONE, message(fixture, "oi"), [fixture.says(PHONE, "Olá!")]);
  const behind = async () => Number(/^mirror_behind_seconds\{.*\} (\S+)$/m.exec(await fixture.metricsText())?.[1]);
  let refuses = true;
  const open = () =>
    fixture.startOne((desk) => ({
      ...desk,
      async postMessage(id, said) {
        if (refuses) throw new Error("the desk is away");
        return desk.postMessage(id, said);
      },
    }));
  const first = await open();
  await eventually(async () => (await behind()) > 0);
  refuses = false;
  await fixture.shows(["oi", "Olá!"]);
  await eventually(async () => (await behind()) === 0);
  const unsure = { turnSeq, index: 0, status: "held" } as const;
  await fixture.outcome(PHONE, unsure);
  const noted = async () => {
    const [conversation] = await fixture.conversations();
    const shown = await fixture.messages(conversation.id);
    return shown.filter((m) => m.private && m.content.startsWith("⏳"));
  };
  await eventually(async () => (await noted()).length === 1);
  await first.stop();
  await open();
  await fixture.outcome(PHONE, unsure);
  await fixture.outcome(PHONE, { turnSeq, index: 0, status: "settled", settledAs: "sent" });
  await eventually(() => fixture.idle());
  expect(await noted(), "handed over twice, by two processes").toHaveLength(1);
});

test.concurrent("that a message failed after the gateway had taken it is shown on the bot's and on an attendant's own", async () => {
  await using fixture = await startFixture();
  await fixture.turn(PHONE, message(fixture, "oi"));
  await fixture.startOne();
  await fixture.shows(["oi"]);
  const [{ id }] = await fixture.conversations();
  const said = await fixture.api("POST", `/conversations/${id}/messages`, { content: "Boa tarde" });
  const attendant = { source: "chatwoot", id: "27", externalId: `${id}:${said.id}:0` } as const;
  const { turnSeq } = await fixture.turn(PHONE, replied(id, said.id, "Boa tarde"), [
    { ...fixture.says(PHONE, "Boa tarde", "attendant"), attendant } as never,
    fixture.says(PHONE, "do robô"),
  ]);
  for (const index of [0, 1]) {
    await fixture.outcome(PHONE, { turnSeq, index, status: "accepted", messageId: `W${index}` });
    await fixture.receipt(PHONE, `W${index}`, "failed", "phone-not-found");
  }
  const failed = await eventually(
    async () => {
      const all = (await fixture.messages(id)).filter((m) => m.status === "failed");
      return all.length === 2 && all;
    },
    { deadlineMs: 30_000 },
  );
  expect(failed.map((m) => m.content)).toEqual(["Boa tarde", "do robô"]);
  for (const m of failed) expect(m.content_attributes.external_error).toMatch(/WhatsApp/);
});

test.concurrent("after it was resolved, what comes next is another conversation", async () => {
  await using fixture = await startFixture();
  await fixture.turn(PHONE, message(fixture, "oi"));
  await fixture.startOne();
  await fixture.shows(["oi"]);
  const [{ id }] = await fixture.conversations();
  await fixture.api("POST", `/conversations/${id}/toggle_status`, { status: "resolved" });
  await fixture.report(PHONE, id);
  await eventually(async () => (await fixture.log(PHONE)).some((event) => event.type === "returned-to-bot"));
  await fixture.turn(PHONE, message(fixture, "voltei"));
  await fixture.shows(["voltei"], 1);
  await fixture.shows(["oi"]);
});

test.concurrent("what another system sent by the gateway's API is shown in its place, as that system's, once", async () => {
  await using fixture = await startFixture();
  const phone = "5511990000009";
  const content = fixture.text("Lembrete da sua consulta");
  const wrote = (said: string) => ({
    type: "message-received",
    messageId: `M${said}`,
    address: phone,
    content: fixture.text(said),
  });
  await fixture.turn(phone, wrote("oi"));
  await fixture.turn(phone, { type: "sent-by-other-system", messageId: "X1", content });
  await fixture.turn(phone, wrote("obrigada"));
  await (await fixture.startOne()).stop();
  await fixture.startOne();
  const shown = await fixture.shows(["oi", "⚙️ Enviada por outro sistema:\nLembrete da sua consulta", "obrigada"]);
  expect(shown[1]).toMatchObject({ message_type: 1, private: false, sender: { type: "agent_bot" } });
  // No person spoke: the conversation stays the bot's.
  expect((await fixture.conversations())[0].status).toBe("pending");
});
