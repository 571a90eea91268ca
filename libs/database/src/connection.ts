import { CamelCasePlugin, Kysely, type LogEvent, PostgresDialect, type Transaction } from "kysely";
import { Pool, types } from "pg";
import type { DB } from "./schema.ts";

export type Database = Kysely<DB>;
/** What a repository function takes: the database, or the transaction that several of them share. */
export type Db = Kysely<DB> | Transaction<DB>;

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in the server's list of connections. */
  readonly name: string;
  readonly connectionsMax?: number;
  /** Reads only, as this role: whatever the login may do, these connections may do no more. */
  readonly readAs?: string;
  /** How long a connection, and a statement, may take. */
  readonly patienceMs?: number;
  /** Told of a connection that broke while no statement was under way on it. */
  readonly onError?: (error: Error) => void;
  readonly log?: (event: LogEvent) => void;
}

/** A statement that takes longer has lost its reader: the panel gives up after fifteen seconds. */
const STATEMENT_MS_MAX = 15_000;
const CONNECT_MS_MAX = 5_000;
/** Some more than half of what a small server allows (100), over three processes. */
const CONNECTIONS_MAX = 20;

const { DATE, INT8, TIMESTAMPTZ } = types.builtins;
/** Instants and days leave as the strings the API sends; counts never come near 2^53. */
const PARSERS: Readonly<Record<number, (value: string) => unknown>> = {
  [DATE]: (value) => value,
  [TIMESTAMPTZ]: (value) => new Date(value).toISOString(),
  [INT8]: Number,
};

/** A pool of connections; the first is made when it is needed. `destroy()` ends it. */
export function connectDatabase(options: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.name,
    max: options.connectionsMax ?? CONNECTIONS_MAX,
    connectionTimeoutMillis: options.patienceMs ?? CONNECT_MS_MAX,
    statement_timeout: options.patienceMs ?? STATEMENT_MS_MAX,
    ...(options.readAs ? { options: `-c role=${options.readAs} -c default_transaction_read_only=on` } : {}),
    types: { getTypeParser: (oid: number) => PARSERS[oid] ?? types.getTypeParser(oid) },
  });
  // Without listeners a server that goes away would end this process. The pool listens to idle connections only; a
  // connection between two statements of a transaction has no listener.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", (error) => options.onError?.(error)));
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    // Documents in columns keep their own keys.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    ...(options.log ? { log: options.log } : {}),
  });
}
