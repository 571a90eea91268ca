import type { Database, Db } from "@acolhe/database";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Account } from "../access/authenticate.ts";
import type { Access } from "../access/roles.ts";
import type { Told } from "../access/tells.ts";
import type { AuditEntry } from "../audit/entries.ts";
import type { Once } from "../audit/once.ts";

export type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface Call<P, Q, B> {
  readonly params: Output<P>;
  readonly query: Output<Q>;
  readonly body: Output<B>;
  /** The version of If-Match; 0 on routes that do not ask for one. */
  readonly version: number;
  /** Who calls. Reading it on a route for anyone is our mistake. */
  readonly account: Account;
  /** In writing routes the transaction, committed together with the audit. */
  readonly db: Db;
  readonly audit: (entry: AuditEntry) => void;
  /** That this answer was read needs no entry: one of it is there, or it tells of no one. */
  readonly leaveOutOfAudit: () => void;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Spec<P, Q, B, R extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  /** The function's name in generated clients. */
  readonly id: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly status?: 200 | 201 | 204;
  readonly answer: R;
  /** Types of a file that is answered instead of JSON. */
  readonly produces?: readonly string[];
  /** Types of a file that is taken instead of JSON; the handler reads `request.body`. */
  readonly consumes?: readonly string[];
  readonly bodyLimit?: number;
  /** Asks for If-Match. */
  readonly versioned?: boolean;
  /** Works without a transaction of its own: reads, and routes that commit by themselves. */
  readonly reads?: boolean;
  /** Its answer is shown once and kept nowhere, so a repeated request is done again. */
  readonly secret?: boolean;
  readonly handle: (call: Call<P, Q, B>) => Promise<z.input<R>>;
}

/** What is settled about a route before its first request. */
export interface Route {
  /** Method and pattern of the path. */
  readonly name: string;
  readonly access: Access;
  /** Whose data it answers. */
  readonly told: Told;
  /** Parameters of the query that may hold anything. */
  readonly free: ReadonlySet<string>;
  readonly status: 200 | 201 | 204;
  /** In a transaction. */
  readonly writes: boolean;
  /** Done once for a key of the caller's. */
  readonly isRepeatable: boolean;
}

export interface RouteDeps {
  readonly db: Database;
  /** Pages of other origins that may call with the cookies. */
  readonly corsOrigins: readonly string[];
  /** What the audit has of late. */
  readonly once: Once;
}
