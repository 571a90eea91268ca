import { describe, expect, test } from "vitest";
import { parseAst } from "vitest/node";
import { filesIn, lineOf, read } from "./repository.ts";

/** A screen. Blank lines and comments do not count, the parameters and the closing brace do. */
const LINES_MAX = 60;

/** What runs, measures and tries the product; tests and what they stand on are tables of cases, and a page is markup. */
const product = ["apps", "libs", "bench", "monitoring", "scripts", "tests/chaos", "tests/simulation"]
  .flatMap((folder) => filesIn(folder, /\.(?:ts|mjs)$/))
  .filter((path) => !/\.test\.ts$|\.svelte\.ts$|^(?:apps|libs)\/[^/]+\/test\//.test(path));

/** What is longer and stays so, with the reason. */
const LONGER: Readonly<Record<string, string>> = {
  "apps/admin-api/src/admin-api.ts createAdminApi": "not split yet",
  "apps/admin-api/src/alerts/watch.ts startAlertWatch": "not split yet",
  "apps/admin-api/src/conversations.ts createConversations": "not split yet",
  "apps/admin-api/src/files/xlsx/sheet.ts readSheet": "not split yet",
  "apps/admin-api/src/http/route.ts addRoute": "not split yet",
  "apps/admin-api/src/http/server.ts createServer": "not split yet",
  "apps/admin-api/src/routes/analytics.ts addAnalyticsRoutes": "not split yet",
  "apps/admin-api/src/routes/blocks.ts addBlockRoutes": "not split yet",
  "apps/admin-api/src/routes/clinic.ts addClinicRoutes": "not split yet",
  "apps/admin-api/src/routes/contacts.ts addContactRoutes": "not split yet",
  "apps/admin-api/src/routes/conversation-desk.ts addConversationDeskRoutes": "not split yet",
  "apps/admin-api/src/routes/conversation-reading.ts addConversationReadingRoutes": "not split yet",
  "apps/admin-api/src/routes/conversations.ts addConversationRoutes": "not split yet",
  "apps/admin-api/src/routes/deletion.ts addDeletionRoutes": "not split yet",
  "apps/admin-api/src/routes/exports.ts addExportRoutes": "not split yet",
  "apps/admin-api/src/routes/leads.ts addLeadRoutes": "not split yet",
  "apps/admin-api/src/routes/me.ts addViewRoutes": "not split yet",
  "apps/admin-api/src/routes/notes.ts addNoteRoutes": "not split yet",
  "apps/admin-api/src/routes/people.ts addRoutesOf": "not split yet",
  "apps/admin-api/src/routes/privacy/erasures.ts addErasureRoutes": "not split yet",
  "apps/admin-api/src/routes/professionals.ts addProfessionalRoutes": "not split yet",
  "apps/admin-api/src/routes/quick-replies.ts addQuickReplyRoutes": "not split yet",
  "apps/admin-api/src/routes/services.ts addServiceRoutes": "not split yet",
  "apps/admin-api/src/routes/users.ts addUserRoutes": "not split yet",
  "apps/admin-api/src/system/system-metrics.ts declareLog": "not split yet",
  "apps/chatwoot-mirror/src/hear/reconcile.ts createReconcile": "not split yet",
  "apps/chatwoot-mirror/src/mirror.ts startMirror": "not split yet",
  "apps/chatwoot-mirror/src/write/resolve-conversation.ts createConversationResolver": "not split yet",
  "apps/chatwoot-mirror/src/write/show.ts createShow": "not split yet",
  "apps/ingress/src/publish/drain.ts startDrain": "not split yet",
  "apps/ingress/src/publish/other-spools.ts createOtherSpools": "not split yet",
  "apps/ingress/src/publish/spool.ts createSpool": "not split yet",
  "apps/ingress/src/publish/store.ts startStore": "not split yet",
  "apps/ingress/src/resolve/identity.ts createIdentity": "not split yet",
  "apps/outbound-sender/src/afterwards/withdraw.ts createWithdraw": "not split yet",
  "apps/outbound-sender/src/sender-metrics.ts outcomesOf": "not split yet",
  "apps/projector/src/fold/inbound.ts foldInbound": "not split yet",
  "apps/projector/src/projector.ts startProjector": "not split yet",
  "apps/sandbox/src/control.ts registerControl": "not split yet",
  "apps/sandbox/src/desk/contacts-api.ts addContactRoutes": "not split yet",
  "apps/sandbox/src/desk/conversations-api.ts addConversationRoutes": "not split yet",
  "apps/sandbox/src/desk/desk.ts createDesk": "not split yet",
  "apps/sandbox/src/desk/messages-api.ts addMessageRoutes": "not split yet",
  "apps/sandbox/src/desk/shapes.ts createShapes": "not split yet",
  "apps/sandbox/src/gateway/incoming.ts incomingContent": "not split yet",
  "apps/sandbox/src/gateway/payloads.ts contentPayload": "not split yet",
  "apps/sandbox/src/gateway/rest.ts operate": "not split yet",
  "apps/sandbox/src/gateway/rest.ts send": "not split yet",
  "apps/sandbox/src/gateway/settings.ts applySetting": "not split yet",
  "apps/sandbox/src/sandbox.ts createSandbox": "not split yet",
  "bench/clinic.ts fillHistory": "not split yet",
  "bench/load.ts createLoad": "not split yet",
  "libs/bus/src/follow-stream.ts follow": "not split yet",
  "libs/bus/src/follow.ts followBucket": "not split yet",
  "libs/bus/src/pump.ts startPump": "not split yet",
  "libs/chatwoot/src/client/desk-client.ts createDeskClient": "not split yet",
  "libs/testing/src/tcp-proxy.ts startTcpProxy": "not split yet",
  "libs/zapi/src/client/send-request.ts sendRequest": "not split yet",
  "libs/zapi/src/client/zapi-client.ts createZapiClient": "not split yet",
  "scripts/mutation-runner.ts createRunner": "not split yet",
  "tests/chaos/forwarder.ts startForwarder": "not split yet",
  "tests/chaos/races.ts runRaces": "not split yet",
  "tests/chaos/run.ts runChaos": "not split yet",
  "tests/chaos/stack.ts startStack": "not split yet",
  "tests/simulation/broker/connection.ts bucket": "not split yet",
  "tests/simulation/broker/connection.ts createBus": "not split yet",
};
/** What a released migration did is never edited. */
const isHistory = (path: string) => path.startsWith("libs/database/src/migrations/");

interface Long {
  /** The file and the function's name. */
  readonly name: string;
  readonly where: string;
  readonly lines: number;
}

/** Functions longer than a screen, those that hold such a function among them. */
function longIn(path: string, text: string): Long[] {
  const lines = text.split("\n");
  const found: Long[] = [];
  eachFunction(parseAst(text, { lang: "ts" }), "", (name, { start, end }) => {
    const first = lineOf(text, start);
    const code = lines.slice(first - 1, lineOf(text, end - 1)).filter((line) => !/^\s*(?:$|\/\/|\/?\*)/.test(line));
    if (code.length <= LINES_MAX) return;
    found.push({ name: `${path} ${name}`, where: `${path}:${first} ${name}`, lines: code.length });
  });
  return found;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const nameOf = (part: unknown) => (part as { name?: string } | null)?.name;

/** An arrow function has the name of what it is assigned or handed to. */
function eachFunction(node: unknown, around: string, tell: (name: string, node: Node) => void): void {
  if (Array.isArray(node)) for (const part of node) eachFunction(part, around, tell);
  if (!isNode(node)) return;
  const { id, key, callee } = node as { id?: unknown; key?: unknown; callee?: unknown };
  const name = nameOf(id) ?? nameOf(key) ?? nameOf(callee) ?? around;
  if (FUNCTIONS.has(node.type)) tell(name, node);
  for (const part of Object.values(node)) eachFunction(part, name, tell);
}

describe(`no function is longer than ${LINES_MAX} lines`, () => {
  const long = product.flatMap((path) => (isHistory(path) ? [] : longIn(path, read(path))));

  test("unless the list above says why: split it where the reader gains", () => {
    expect(long.filter(({ name }) => !(name in LONGER)).map(({ where, lines }) => `${where}: ${lines} lines`)).toEqual(
      [],
    );
  });

  test("and what was let be longer still is: the list only gets shorter", () => {
    const names = new Set(long.map(({ name }) => name));
    expect(Object.keys(LONGER).filter((name) => !names.has(name))).toEqual([]);
  });
});

test("a function that is too long is noticed, whatever its kind", () => {
  const body = (count: number) => Array.from({ length: count }, () => "  call();").join("\n");
  const seen = (text: string) => longIn("a.ts", text).map(({ where, lines }) => `${where}: ${lines}`);
  expect(seen(`function plain(a: string): void {\n${body(58)}\n}`)).toEqual([]);
  expect(seen(`function plain(a: string): void {\n\n  // why\n${body(59)}\n}`)).toEqual(["a.ts:1 plain: 61"]);
  expect(seen(`const arrow = () => {\n${body(59)}\n};`)).toEqual(["a.ts:1 arrow: 61"]);
  expect(seen(`class Box {\n  method() {\n${body(59)}\n  }\n}`)).toEqual(["a.ts:2 method: 61"]);
  expect(seen(`const it = {\n  method() {\n${body(59)}\n  },\n};`)).toEqual(["a.ts:2 method: 61"]);
  expect(seen(`listen(() => {\n${body(59)}\n});`)).toEqual(["a.ts:1 listen: 61"]);
});
