import { expect, test } from "vitest";
import { replied, startFixture } from "./fixture.ts";

const PHONE = "5511990000001";
const received = (messageId: string, text: string, more: object = {}) => ({
  ...{ type: "message-received", messageId, address: PHONE, senderName: "Ana Ribeiro" },
  content: { kind: "text", text },
  ...more,
});

test("what points at a message is shown with that message, and where it came from is told", async () => {
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

test("what a patient says after a person's last word stays with the closed conversation; a wish opens another", async () => {
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

test("who deletes a message at the desk is told how far it came, next to it, unless it never left", async () => {
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
  const left = await write("valor errado", "accepted", "A1");
  const lost = await write("nunca saiu", "failed", "A2");
  await fixture.report(PHONE, id, lost);
  await fixture.report(PHONE, id, left);
  const shown = await fixture.shows([
    ...["oi", "valor errado", "nunca saiu"],
    "🗑️ A mensagem foi apagada só aqui. Ela já foi enviada ao paciente. Para apagá-la para o paciente, use o WhatsApp no celular da clínica.",
  ]);
  expect(shown.at(-1)).toMatchObject({ private: true, content_attributes: { in_reply_to: left } });
});
