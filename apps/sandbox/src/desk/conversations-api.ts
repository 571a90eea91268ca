import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Book } from "./book.ts";
import { type Conversation, PRIORITIES, type Priority, STATUSES, type Status } from "./records.ts";
import { DeskRefusal, notFound, unprocessable } from "./reply-error.ts";
import type { Shapes } from "./shapes.ts";

const PAGE = 25;
const STATUS_LINE: Readonly<Record<Status, string>> = {
  open: "Conversa aberta",
  pending: "Conversa com o robô",
  resolved: "Conversa resolvida",
  snoozed: "Conversa adiada",
};

const createBody = z.looseObject({
  inbox_id: z.number(),
  contact_id: z.number(),
  source_id: z.string().optional(),
  status: z.enum(["open", "pending", "resolved", "snoozed"]).optional(),
  additional_attributes: z.record(z.string(), z.unknown()).optional(),
  custom_attributes: z.record(z.string(), z.unknown()).optional(),
});
const listQuery = z.object({
  status: z.string().default("open"),
  inbox_id: z.coerce.number().optional(),
  source_id: z.string().optional(),
  updated_within: z.coerce.number().optional(),
  page: z.coerce.number().min(1).default(1),
});
const assignBody = z.looseObject({
  assignee_id: z.number().nullish(),
  assignee_type: z.string().optional(),
  team_id: z.number().nullish(),
});

export const conversationFinder =
  (book: Book) =>
  (id: string): Conversation => {
    const conversation = book.conversations.get(Number(id));
    if (!conversation) throw notFound();
    return conversation;
  };

interface Api {
  readonly book: Book;
  readonly shapes: Shapes;
  /** Who calls: an attendant or the bot. */
  readonly by: (request: object) => string;
}
type Id = { Params: { id: string } };

export function addConversationRoutes(app: FastifyInstance, base: string, api: Api): void {
  addCreate(app, base, api);
  addLists(app, base, api);
  addStatus(app, base, api);
  addPriority(app, base, api);
  addLabels(app, base, api);
  addAssignments(app, base, api);
}

/** Opening one. */
function addCreate(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  app.post(`${base}/conversations`, (request) => {
    const fields = createBody.parse(request.body);
    if (!book.contacts.has(fields.contact_id) || !book.inbox(fields.inbox_id)) throw notFound();
    const sourceId = fields.source_id ?? crypto.randomUUID();
    const known = book.linkByAddress(fields.inbox_id, sourceId);
    if (known && known.contactId !== fields.contact_id) throw unprocessable("source_id should be unique");
    const link = known ?? book.addLink(fields.contact_id, fields.inbox_id, sourceId);
    const conversation = book.addConversation(link, fields.status ?? "open", {
      additionalAttributes: fields.additional_attributes ?? {},
      customAttributes: fields.custom_attributes ?? {},
    });
    return shapes.conversationRest(conversation);
  });
}

/** Reading one, or some. */
function addLists(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  const conversationOf = conversationFinder(book);
  app.get(`${base}/conversations`, (request) => {
    const query = listQuery.parse(request.query);
    const since = query.updated_within === undefined ? 0 : Date.now() - query.updated_within * 1000;
    const found = [...book.conversations.values()]
      .filter((one) => query.status === "all" || one.status === query.status)
      .filter((one) => query.inbox_id === undefined || one.inboxId === query.inbox_id)
      .filter((one) => query.source_id === undefined || book.link(one.contactInboxId).sourceId === query.source_id)
      .filter((one) => one.updatedAt >= since)
      .sort((a, b) => b.lastActivityAt - a.lastActivityAt);
    const assigned = found.filter((one) => one.assigneeId !== null).length;
    const shown = query.updated_within === undefined ? found.slice((query.page - 1) * PAGE, query.page * PAGE) : found;
    const meta = {
      mine_count: 0,
      assigned_count: assigned,
      unassigned_count: found.length - assigned,
      all_count: found.length,
    };
    return { data: { meta, payload: shown.map(shapes.conversationRest) } };
  });
  app.get<Id>(`${base}/conversations/:id`, (request) => shapes.conversationRest(conversationOf(request.params.id)));
}

/** Open, resolved, put off. */
function addStatus(app: FastifyInstance, base: string, { book, by }: Api): void {
  const conversationOf = conversationFinder(book);
  app.post<Id>(`${base}/conversations/:id/toggle_status`, (request) => {
    const conversation = conversationOf(request.params.id);
    const { status, snoozed_until: until } = z
      .looseObject({ status: z.string(), snoozed_until: z.number().nullish() })
      .parse(request.body);
    if (!STATUSES.includes(status as Status))
      throw new DeskRefusal(500, { status: 500, error: "Internal Server Error" });
    const isHandoff = by(request) === "bot" && conversation.status === "pending" && status === "open";
    if (conversation.status !== status) note(book, conversation, STATUS_LINE[status as Status]);
    book.setStatus(conversation, status as Status, until ? until * 1000 : null);
    const snoozedUntil = conversation.snoozedUntil === null ? null : Math.floor(conversation.snoozedUntil / 1000);
    return {
      payload: {
        success: isHandoff ? null : true,
        conversation_id: conversation.id,
        current_status: conversation.status,
        snoozed_until: snoozedUntil,
      },
    };
  });
}

/** How soon it should be seen to. */
function addPriority(app: FastifyInstance, base: string, { book }: Api): void {
  const conversationOf = conversationFinder(book);
  app.post<Id>(`${base}/conversations/:id/toggle_priority`, (request, reply) => {
    const conversation = conversationOf(request.params.id);
    const { priority } = z.looseObject({ priority: z.string().nullable() }).parse(request.body);
    if (priority !== null && !PRIORITIES.includes(priority as Priority))
      throw new DeskRefusal(500, { status: 500, error: "Internal Server Error" });
    if (conversation.priority !== priority)
      book.change(
        conversation,
        { priority: priority as Priority | null },
        { priority: [conversation.priority, priority] },
      );
    return reply.code(200).send();
  });
}

/** All labels at once. */
function addLabels(app: FastifyInstance, base: string, { book }: Api): void {
  const conversationOf = conversationFinder(book);
  app.get<Id>(`${base}/conversations/:id/labels`, (request) => ({ payload: conversationOf(request.params.id).labels }));
  app.post<Id>(`${base}/conversations/:id/labels`, (request) => {
    const conversation = conversationOf(request.params.id);
    const { labels } = z.looseObject({ labels: z.array(z.string()) }).parse(request.body);
    const was = conversation.labels;
    if (labels.join() !== was.join())
      book.change(
        conversation,
        { labels },
        { label_list: [was, labels], cached_label_list: [was.join(", ") || null, labels.join(", ")] },
      );
    return { payload: conversation.labels };
  });
}

/** To a person, a team or the bot. */
function addAssignments(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  const conversationOf = conversationFinder(book);
  app.post<Id>(`${base}/conversations/:id/assignments`, (request, reply) => {
    const conversation = conversationOf(request.params.id);
    const { assignee_id: assigneeId, assignee_type: type, team_id: teamId } = assignBody.parse(request.body);
    if (assigneeId === undefined && teamId !== undefined) {
      const team = book.teams.find(({ id }) => id === teamId) ?? null;
      book.change(conversation, { teamId: team?.id ?? null }, { team_id: [conversation.teamId, team?.id ?? null] });
      return team ? shapes.teamRow(team.id) : reply.type("application/json").send("null");
    }
    const isBot = type === "AgentBot";
    const known = isBot ? assigneeId === book.bot.id : book.users.some(({ id }) => id === assigneeId);
    const next = known && assigneeId ? assigneeId : null;
    const name = next === null ? null : isBot ? book.bot.name : book.user(next).name;
    note(book, conversation, name === null ? "Atribuição removida" : `Atribuída a ${name}`);
    book.change(
      conversation,
      { assigneeId: next, assigneeType: next === null ? null : isBot ? "AgentBot" : "User" },
      { assignee_id: [conversation.assigneeId, next] },
    );
    if (next === null) return reply.type("application/json").send("null");
    return isBot ? shapes.botPush(next) : shapes.agent(next);
  });
}

/** The dashboard shows who did what as a line of its own; no webhook tells of it. */
const note = (book: Book, conversation: Conversation, content: string) =>
  book.addMessage(conversation, {
    content,
    type: "activity",
    private: false,
    sourceId: null,
    author: null,
    attachments: [],
    contentAttributes: {},
  });
