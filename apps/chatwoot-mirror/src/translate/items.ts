import { messageOfExternalId } from "@acolhe/chatwoot";
import type { LogEvent, MessageReceived, RequestHandoff, Turn } from "@acolhe/events";
import { isSend } from "@acolhe/events";
import type { z } from "zod";
import { commandText, contentText, type Media, mediaOf } from "./words.ts";

/** One thing to do at the desk. */
export type Item =
  | {
      readonly kind: "message";
      readonly from: "patient" | "phone" | "other-system";
      readonly eventId: string;
      readonly text: string;
      readonly media: Media | null;
      readonly at: number;
      /** The gateway's id, by which later ones point at it. */
      readonly messageId?: string | undefined;
      /** Of the message that this one answers, changes, takes back or reacts to. */
      readonly about?: string | undefined;
      /** Said after a person closed the conversation, without a wish: it opens none. */
      readonly closing?: true;
    }
  | { readonly kind: "sent"; readonly by: "bot" | "person"; readonly index: number; readonly text: string }
  /** An attendant's own words: at the desk already; only what becomes of them must be told. */
  | {
      readonly kind: "attendant-sent";
      readonly index: number;
      readonly conversationId: number;
      readonly deskMessageId: number;
    }
  /** The team is asked for something: to go on with the conversation, or only to do what the bot cannot. */
  | { readonly kind: "request"; readonly index: number; readonly request: z.infer<typeof RequestHandoff> }
  | { readonly kind: "labels"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: "taken-over" }
  /** The patient wrote, and a person has the conversation. If it is not open at the desk yet, it opens. */
  | { readonly kind: "with-a-person" }
  | { readonly kind: "returned" }
  | { readonly kind: "merged"; readonly younger: string };

/** Rules under which the bot says nothing to a patient who wrote. */
const LEFT_TO_PEOPLE: ReadonlySet<string> = new Set(["human-silent", "paused-silent", "opted-out"]);

/** The rule under which a thank-you after a person's last word is left alone. */
const AFTER_PERSON = "after-person";
const asClosing = (item: Item): Item => (item.kind === "message" ? { ...item, closing: true } : item);

/** What a turn shows at the desk, in order: what came, what it led to, what was said. Pure. */
export function itemsOf(turn: Turn, event: LogEvent | null): Item[] {
  // A forwarded event is shown by the contact it went to; a repeated one, or one resumed or parked again, has been shown.
  // One that was overtaken by its successor has a turn of its own behind it, and was not.
  if (turn.outcome === "forwarded") return [];
  const isAgain = turn.outcome === "parked" && turn.event.seq < turn.coveredSeq;
  const wasShown = turn.outcome === "resumed" || isAgain || turn.rule === "repeat";
  const shown: Item[] = event && !wasShown ? fromEvent(event) : [];
  const items = turn.rule === AFTER_PERSON ? shown.map(asClosing) : shown;
  if (LEFT_TO_PEOPLE.has(turn.rule)) items.push({ kind: "with-a-person" });
  for (const [index, command] of turn.commands.entries()) {
    if (isSend(command)) {
      const text = commandText(command);
      if (text === null) continue;
      const own = command.attendant?.source === "chatwoot" ? messageOfExternalId(command.attendant.externalId) : null;
      if (own)
        items.push({ kind: "attendant-sent", index, conversationId: own.conversationId, deskMessageId: own.messageId });
      else items.push({ kind: "sent", by: command.author === "attendant" ? "person" : "bot", index, text });
    } else if (command.type === "request-handoff") items.push({ kind: "request", index, request: command });
    else if (command.type === "label-contact") items.push({ kind: "labels", add: command.add, remove: command.remove });
  }
  return items;
}

function fromEvent(event: LogEvent): Item[] {
  switch (event.type) {
    case "message-received":
      return [received(event)];
    case "message-edited":
      return [fromPatient(event, `✏️ Mensagem editada: ${contentText(event.content)}`, event.messageId)];
    case "message-revoked":
      return [fromPatient(event, "🗑️ Apagou esta mensagem", event.messageId)];
    case "message-waiting":
      return [fromPatient(event, "⏳ Mensagem que o WhatsApp ainda não conseguiu abrir")];
    case "message-missed":
      return [fromPatient(event, "📵 Escreveu enquanto estávamos fora do ar: veja no celular da clínica")];
    case "reaction-received": {
      const said = event.emoji === "" ? "Retirou a reação" : `Reagiu com ${event.emoji}`;
      return [fromPatient(event, said, event.targetMessageId)];
    }
    case "call-received":
      return event.phase === "missed" ? [fromPatient(event, `📞 Ligou${event.video ? " por vídeo" : ""}`)] : [];
    case "takeover-started": {
      const { content } = event;
      if (event.source !== "phone" || !content) return [{ kind: "taken-over" }];
      const { id: eventId, at } = event;
      const said = { eventId, text: contentText(content), media: mediaOf(content), at };
      return [{ kind: "message", from: "phone", ...said }, { kind: "taken-over" }];
    }
    case "sent-by-other-system": {
      const { id: eventId, at, content } = event;
      const said = { text: contentText(content), media: mediaOf(content) };
      return [{ kind: "message", from: "other-system", eventId, at, ...said }];
    }
    case "returned-to-bot":
      return [{ kind: "returned" }];
    case "merged-from":
      return [{ kind: "merged", younger: event.from }];
    // Shown by what their turn does, or nothing that the team has to see.
    case "notice-received":
    case "timer-fired":
    case "lookup-answered":
    case "outcome-settled":
    case "attendant-replied":
    case "attendant-notified":
    case "merged-into":
    case "unmerged":
    case "bot-paused":
    case "bot-stopped":
    case "contact-resumed":
    case "known-before-start":
      return [];
  }
}

const fromPatient = (event: LogEvent, text: string, about?: string): Extract<Item, { kind: "message" }> => ({
  ...{ kind: "message", from: "patient", eventId: event.id, text, media: null, at: event.at },
  ...(about === undefined ? {} : { about }),
});

/** A message, with its origin: an advertisement, the clinic's story, or a forward. */
function received(event: MessageReceived): Item {
  const { content, ad, statusReply, forwarded, messageId, quotedMessageId } = event;
  const from = [
    ...(ad ? [`📣 Veio do anúncio: ${[ad.title, ad.sourceId && `(${ad.sourceId})`].filter(Boolean).join(" ")}`] : []),
    ...(statusReply ? ["↩️ Respondeu ao status da clínica"] : []),
    ...(forwarded ? ["↪️ Encaminhada"] : []),
  ];
  const text = [...from, contentText(content)].filter((line) => line !== "").join("\n");
  return { ...fromPatient(event, text, quotedMessageId), media: mediaOf(content), messageId };
}
