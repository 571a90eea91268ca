import {
  type DeskClient,
  type DeskConversation,
  DeskError,
  type DeskErrorCode,
  type NewMessage,
} from "@acolhe/chatwoot";
import type { SimulatedProcess } from "../process/simulated-process.ts";
import type { Timeline } from "../timeline.ts";
import type { Conversation, DeskBook, Message } from "./desk-book.ts";
import type { DeskAnswer } from "./plan.ts";

/*
 * The attendants' desk, as its API shows it. Differences from the real one: one inbox, and no page ends before its list
 * does; teams and priorities are taken and forgotten; nobody deletes anything.
 */

interface Options {
  readonly timeline: Timeline;
  readonly random: () => number;
  /** What goes wrong with which call. */
  readonly answers: ReadonlyMap<number, DeskAnswer>;
  readonly book: DeskBook;
}

const TRAVELS_MS_MAX = 20;
const LOST: DeskErrorCode = "answer-lost";

export class SimulatedDesk {
  readonly #options: Options;
  #calls = 0;
  #outage: DeskAnswer | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** For so long, whatever is asked. */
  answerAll(answer: DeskAnswer, forMs: number): void {
    this.#outage = answer;
    this.#options.timeline.after(forMs, () => {
      this.#outage = undefined;
    });
  }

  /** A process's client. `onEffect`: false when the process dies of what is about to leave it. */
  client(process: SimulatedProcess, options: { timeoutMs: number; onEffect: (what: string) => boolean }): DeskClient {
    const { book } = this.#options;
    const call = <T>(what: string, work: () => T): Promise<T> => this.#call(process, options, what, work);
    const conversation = (id: number) => found(book.conversations.get(id));
    const change = <T>(id: number, what: string, work: (one: Conversation) => T) =>
      call(what, () => work(conversation(id)));
    const nothing = (what: string, work: () => void = () => {}) =>
      call(what, () => {
        work();
        return undefined;
      });
    const client: Used = {
      contactByAddress: (_inbox, address) => call("find contact", () => book.contactByAddress(address) ?? null),
      contactsByPhone: (forms) => call("filter contacts", () => book.contactsByPhone(forms)),
      createContact: ({ name, phone }) => call("create contact", () => book.addContact(name, phone)),
      updateContact: (id, fields) => nothing("update contact", () => book.updateContact(id, fields)),
      linkContact: (id, _inbox, address) => nothing("link contact", () => book.link(id, address)),
      mergeContacts: (base, mergee) => nothing("merge contacts", () => book.merge(base, mergee)),
      createConversation: ({ contactId, address, status }) =>
        call("create conversation", () => shown(book.addConversation({ contactId, address, status }))),
      conversationsByAddress: (_inbox, address) =>
        call("list conversations", () => book.ofAddress(address).map(shown).reverse()),
      conversationsChangedWithin: (seconds) =>
        call("list changes", () => book.changedSince(this.#options.timeline.now - seconds * 1000).map(shown)),
      conversation: (id) => change(id, "show conversation", shown),
      setStatus: (id, status) =>
        change(id, "set status", (one) => {
          book.change(one, { status });
          return status;
        }),
      setPriority: (id) => nothing("set priority", () => void conversation(id)),
      assignTeam: (id) => nothing("assign team", () => void conversation(id)),
      labels: (id) => change(id, "read labels", ({ labels }) => [...labels]),
      setLabels: (id, labels) => nothing("set labels", () => book.change(conversation(id), { labels: [...labels] })),
      postMessage: (id, message) =>
        change(id, "post message", (one) => answerOf(book.addMessage(one, fieldsOf(message)))),
      messages: (id, page) => change(id, "list messages", (one) => pageOf(one.messages, page ?? {}).map(answerOf)),
      setMessageStatus: (id) => nothing("set message status", () => void conversation(id)),
    };
    return client as DeskClient;
  }

  #call<T>(
    process: SimulatedProcess,
    { timeoutMs, onEffect }: { timeoutMs: number; onEffect: (what: string) => boolean },
    what: string,
    work: () => T,
  ): Promise<T> {
    const { timeline, random, answers } = this.#options;
    return new Promise((resolve, reject) => {
      if (!process.isAlive || !onEffect(what)) return;
      const how = answers.get(++this.#calls) ?? this.#outage;
      const cancel = process.host.after(timeoutMs, () => reject(new DeskError(LOST, what)));
      const answer = (tell: () => void) =>
        timeline.after(random() * TRAVELS_MS_MAX, () =>
          process.run(() => {
            cancel();
            tell();
          }),
        );
      // A call may take effect when its caller has given up.
      timeline.after(random() * TRAVELS_MS_MAX + (how === "late" ? timeoutMs * 1.5 : 0), () => {
        if (how === "unavailable") return answer(() => reject(new DeskError("unavailable", what)));
        if (how === "failed-undone") return answer(() => reject(new DeskError("server-failed", what)));
        if (how === "lost-undone") return;
        try {
          const result = work();
          if (how === "failed-done") answer(() => reject(new DeskError("server-failed", what)));
          else if (how !== "lost-done") answer(() => resolve(result));
        } catch (error) {
          answer(() => reject(error as Error));
        }
      });
    });
  }
}

/** What a mirror calls. */
type Used = Omit<DeskClient, "deleteContact" | "deleteMessage">;
type MessageAnswer = Awaited<ReturnType<DeskClient["postMessage"]>>;

function found<T>(one: T | undefined): T {
  if (one === undefined) throw new DeskError("not-found", "it is not there");
  return one;
}

const shown = ({ id, status, labels, assigneeId, updatedAt, address, phone }: Conversation): DeskConversation => ({
  ...{ id, inboxId: 1, status, labels: [...labels], assigneeId, updatedAt, address, phone },
});

const fieldsOf = ({ content, type, private: isPrivate = false, mark, as }: NewMessage) => ({
  ...{ content, type, isPrivate, mark, by: type === "incoming" ? ("patient" as const) : as },
});

const answerOf = ({ id, content, type, isPrivate, mark, by, at }: Message): MessageAnswer => ({
  id,
  content,
  message_type: type === "incoming" ? 0 : 1,
  private: isPrivate,
  source_id: mark,
  created_at: Math.floor(at / 1000),
  sender: by === "attendant" ? { id: 27, name: "Atendente", type: "user" } : null,
});

const PAGE = 20;
const AFTER_PAGE = 100;
const pageOf = (all: readonly Message[], { after, before }: { after?: number; before?: number }) =>
  after === undefined
    ? all.filter(({ id }) => before === undefined || id < before).slice(-PAGE)
    : all.filter(({ id }) => id > after).slice(0, AFTER_PAGE);
