import { oneOf } from "../../chaos/random.ts";
import type { Timeline } from "../timeline.ts";
import type { Conversation, Message } from "./desk-book.ts";
import type { Taker } from "./webhooks.ts";

const LATE_MS_MAX = 300;
const LOST_SHARE = 0.1;
const DOUBLED_SHARE = 0.05;

interface Options {
  readonly timeline: Timeline;
  readonly random: () => number;
  readonly takers: () => readonly Taker[];
}

/** The desk's webhooks come at most once, in no order, and show the state of the moment when they leave. */
export class DeskWebhooks {
  readonly #options: Options;
  #underWay = 0;
  #count = 0;
  /** Nothing is lost any more. */
  isCalm = false;

  constructor(options: Options) {
    this.#options = options;
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  onChange(conversation: Conversation): void {
    this.#send(() => ({ event: "conversation_updated", ...shapeOf(conversation) }));
  }

  onMessage(conversation: Conversation, message: Message): void {
    this.#send(() => messageOf(conversation, message));
  }

  onDeleted(conversation: Conversation, message: Message): void {
    const deleted = { event: "message_updated", content_attributes: { deleted: true } };
    this.#send(() => ({ ...messageOf(conversation, message), ...deleted }));
  }

  #send(build: () => object): void {
    const { timeline, random } = this.#options;
    if (!this.isCalm && random() < LOST_SHARE) return;
    const copies = random() < DOUBLED_SHARE ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      this.#underWay++;
      const late = random() < 0.1 ? 10 : 1;
      timeline.after(random() * LATE_MS_MAX * late, () => {
        this.#underWay--;
        this.#deliver(build());
      });
    }
  }

  #deliver(payload: object): void {
    const { random, takers } = this.#options;
    const there = takers();
    if (there.length === 0) return;
    const { process, takeDesk } = oneOf(random, there);
    const deliveryId = `d${++this.#count}`;
    // What it does not take is not sent again.
    process.run(() => void takeDesk(payload, deliveryId).catch(() => {}));
  }
}

const messageOf = (conversation: Conversation, { id, content, type, isPrivate, mark, by, at }: Message) => ({
  ...{ event: "message_created", id, content, content_type: "text", content_attributes: {}, message_type: type },
  ...{ private: isPrivate, source_id: mark, created_at: new Date(at).toISOString() },
  sender: by === "attendant" ? { id: 27, name: "Atendente", type: "user" } : null,
  conversation: shapeOf(conversation),
});

const shapeOf = ({ id, status, labels, assigneeId, updatedAt, address, phone }: Conversation) => ({
  ...{ id, inbox_id: 1, status, labels: [...labels], updated_at: updatedAt / 1000 },
  contact_inbox: { source_id: address },
  meta: {
    sender: { phone_number: phone === null ? null : `+${phone}` },
    assignee: assigneeId === null ? null : { id: assigneeId, name: "Atendente" },
    assignee_type: assigneeId === null ? null : "User",
  },
});
