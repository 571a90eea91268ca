import { expect, test } from "vitest";
import { startFixture } from "./fixture.ts";

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
