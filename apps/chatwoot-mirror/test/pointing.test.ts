import { publish } from "@acolhe/bus";
import { type ConversationRef, type DeskReported, deskSubject } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { replied, startFixture } from "./fixture.ts";

const PHONE = "5511990000001";
const received = (messageId: string, text: string, more: object = {}) => ({
  ...{ type: "message-received", messageId, address: PHONE, senderName: "Ana Ribeiro" },
  content: { kind: "text", text },
  ...more,
});

test.concurrent("what points at a message is shown with that message, and where it came from is told", async () => {
  await using fixture = await startFixture();
  const { turn, says } = fixture;
  const ad = { sourceId: "120210", title: "Avaliação com desconto" };
  const first = await turn(PHONE, received("M1", "oi", { ad }), [says(PHONE, "Qual serviço?")]);
  await fixture.outcome(PHONE, { turnSeq: first.turnSeq, index: 0, status: "accepted", messageId: "OURS" });
  await fixture.startOne();
  await fixture.shows(["📣 Veio do anúncio: Avaliação com desconto (120210)\noi", "Qual serviço?"]);
  await fixture.eventuallyKnown(PHONE, "OURS");
  const [hello, question] = await fixture.shows([
    "📣 Veio do anúncio: Avaliação com desconto (120210)\noi",
    "Qual serviço?",
  ]);

  await turn(PHONE, received("M2", "5", { quotedMessageId: "OURS" }));
  await turn(PHONE, { ...received("M1", "oi!"), type: "message-edited" });
  await turn(PHONE, { type: "message-revoked", messageId: "M1" });
  const reaction = { type: "reaction-received", messageId: "R", targetMessageId: "OURS" };
  await turn(PHONE, { ...reaction, emoji: "❤️" });
  await turn(PHONE, { ...reaction, emoji: "" });
  await turn(PHONE, received("M3", "Quanto custa?", { statusReply: true, quotedMessageId: "STORY" }));
  await turn(PHONE, received("M4", "Promoção!", { forwarded: true }));
  const shown = await fixture.shows([
    ...["📣 Veio do anúncio: Avaliação com desconto (120210)\noi", "Qual serviço?", "5", "✏️ Mensagem editada: oi!"],
    ...["🗑️ Apagou esta mensagem", "Reagiu com ❤️", "Retirou a reação"],
    ...["↩️ Respondeu ao status da clínica\nQuanto custa?", "↪️ Encaminhada\nPromoção!"],
  ]);
  const about = shown.map((one) => one.content_attributes?.in_reply_to ?? null);
  const [h, q] = [hello.id, question.id];
  expect(about).toEqual([null, null, q, h, h, q, q, null, null]);
});

test.concurrent("what a patient says after a person's last word stays with the closed conversation; a wish opens another", async () => {
  await using fixture = await startFixture();
  await fixture.turn(PHONE, received("M1", "oi"));
  await fixture.startOne();
  await fixture.shows(["oi"]);
  const [conversation] = await fixture.conversations();
  await fixture.api("POST", `/conversations/${conversation.id}/toggle_status`, { status: "resolved" });
  await fixture.turn(PHONE, received("M2", "obrigada!"), [], { rule: "after-person" });
  const [, note] = await fixture.shows(["oi", "💬 Depois de encerrada, o paciente respondeu: obrigada!"]);
  expect(note).toMatchObject({ private: true });
  const statuses = async () => (await fixture.conversations()).map(({ status }) => status);
  expect(await statuses()).toEqual(["resolved"]);
  await fixture.turn(PHONE, received("M3", "queria remarcar"));
  await fixture.shows(["queria remarcar"], 1);
  expect(await statuses()).toEqual(["resolved", "pending"]);
});

test.concurrent("what is deleted at the desk is ordered back, and who deleted it is told next to it what became of that", async () => {
  await using fixture = await startFixture();
  await fixture.turn(PHONE, received("M1", "oi"));
  await fixture.startOne();
  await fixture.shows(["oi"]);
  const [{ id }] = await fixture.conversations();
  const write = async (said: string, status: "accepted" | "failed", messageId: string) => {
    const written = await fixture.api("POST", `/conversations/${id}/messages`, { content: said });
    const turn = await fixture.turn(PHONE, replied(id, written.id, said), [
      {
        ...fixture.says(PHONE, said, "attendant"),
        attendant: { source: "chatwoot", id: "27", externalId: `${id}:${written.id}:0` },
      } as never,
    ]);
    await fixture.outcome(PHONE, { turnSeq: turn.turnSeq, index: 0, status, messageId });
    await fixture.eventuallyKnown(PHONE, messageId);
    return written.id as number;
  };
  const lost = await write("nunca saiu", "failed", "A0");
  await fixture.report(PHONE, id, lost);
  const orders = async () => (await fixture.log(PHONE)).filter(({ type }) => type === "take-back-sends");
  const became = [
    [
      ...["revoked", "accepted"],
      "Ela já tinha sido enviada ao paciente. Pedimos ao WhatsApp que a apague também para o paciente; com mensagens antigas ele não faz isso.",
    ],
    [
      ...["not-revoked", "accepted"],
      "A mensagem foi apagada só aqui. Ela já tinha sido enviada ao paciente. Para apagá-la para o paciente, use o WhatsApp no celular da clínica.",
    ],
    ["taken-back", "superseded", "Apagada a tempo: saiu da fila do WhatsApp antes de ser enviada ao paciente."],
    ["dropped", "superseded", "Apagada a tempo: não foi enviada ao paciente."],
  ] as [code: string, status: "accepted" | "superseded", note: string][];
  const seen = ["oi", "nunca saiu"];
  for (const [n, [code, status, words]] of became.entries()) {
    const deleted = await write(`valor errado ${n}`, "accepted", `A${n + 1}`);
    await fixture.report(PHONE, id, deleted);
    const { commands } = await eventually(async () => (await orders())[n]);
    // It is told once, however often the desk and the sender say so.
    await fixture.report(PHONE, id, deleted);
    for (const order of [1, 2]) await fixture.outcome(PHONE, { ...commands[0], status, code, order });
    seen.push(`valor errado ${n}`, `🗑️ ${words}`);
    const shown = await fixture.shows(seen);
    expect(shown.at(-1)).toMatchObject({ private: true, content_attributes: { in_reply_to: deleted } });
  }
  await eventually(() => fixture.idle());
  await fixture.shows(seen);
  expect(await orders()).toHaveLength(became.length);
});

test.concurrent("a record that names a conversation or message the desk does not have holds no other up", async () => {
  await using fixture = await startFixture();
  await fixture.startOne();
  const ref = { channel: "main", contact: PHONE } as ConversationRef;
  const never = { conversationId: 4711, inboxId: 1, status: "open", assigneeId: null, labels: [], updatedAt: 1 };
  // Longer ago than a turn may take.
  const report: DeskReported = {
    id: "never",
    ...ref,
    ...never,
    deletedMessageId: 4711,
    receivedAt: Date.now() - 60_000,
  };
  await publish(fixture.bus, deskSubject(ref), report);
  await fixture.receipt(PHONE, "NEVER-SENT", "read");
  await eventually(() => fixture.idle());
  await fixture.turn(PHONE, received("M1", "oi"));
  await fixture.shows(["oi"]);
});
