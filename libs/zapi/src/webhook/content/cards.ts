import { text } from "../lenient.ts";
import { type ContentKind, contentKind } from "./kind.ts";

/** A kind the desk only shows: its name, and the fields of it a person can read, one a line. */
function card(key: string, name: string, ...fields: string[]): ContentKind {
  const shape = Object.fromEntries(fields.map((field) => [field, text()]));
  return contentKind(key, shape, (value) => {
    const lines = fields.flatMap((field) => value[field] ?? []);
    return { content: { kind: "card", card: name, text: lines.join("\n") }, spoken: lines.join("\n") };
  });
}

export const cardKinds: readonly ContentKind[] = [
  card("buttonsMessage", "buttons", "message"),
  card("hydratedTemplate", "template", "title", "message", "footer"),
  card("carouselMessage", "carousel", "text"),
  card("pixKeyMessage", "pix-key", "merchantName", "key"),
  card("product", "product", "title", "description", "url"),
  card("order", "order", "orderTitle", "message"),
  card("reviewAndPay", "payment-review", "referenceId", "paymentStatus"),
  card("reviewOrder", "order-review", "referenceId", "orderStatus"),
  card("requestPayment", "payment-request", "value", "currencyCode"),
  card("sendPayment", "payment"),
  card("event", "event", "name", "description"),
  card("eventResponse", "event-response", "response"),
  card("pinMessage", "pin", "action"),
  card("newsletterAdminInvite", "channel-invite", "newsletterName", "text"),
];
