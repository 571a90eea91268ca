import { z } from "zod";

/** An advisory that does not concern us, or that nothing can be done about yet: why, and until when that holds. */
export const Allowed = z.array(
  z.object({ id: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/), until: z.iso.date(), why: z.string().min(20) }),
);
export type Allowed = z.infer<typeof Allowed>;

/** As much of `npm audit --json` as is read here. */
const Report = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(
        z.union([z.string(), z.object({ name: z.string(), title: z.string(), url: z.string(), severity: z.string() })]),
      ),
    }),
  ),
});
const Failed = z.object({
  message: z.string().optional(),
  statusCode: z.number().optional(),
  error: z.object({ code: z.string().optional(), summary: z.string().optional() }).optional(),
});

const SERIOUS: ReadonlySet<string> = new Set(["high", "critical"]);
/** The answer never came, or the server at the address knows no advisories. */
const NETWORK =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;
const NO_SUCH_SERVICE: ReadonlySet<number> = new Set([403, 404, 405, 501, 502, 503, 504]);

export interface Verdict {
  readonly isFailure: boolean;
  readonly lines: readonly string[];
}

/** @param today an ISO date: from the day on that an exception names, it no longer holds */
export function verdictOf(output: string, allowed: Allowed, today: string): Verdict {
  const json = parsed(output);
  const report = Report.safeParse(json);
  if (!report.success) return withoutReport(json);
  const vias = Object.values(report.data.vulnerabilities).flatMap(({ via }) => via);
  const found = new Map<string, string>();
  for (const via of vias)
    if (typeof via !== "string" && SERIOUS.has(via.severity)) {
      const id = via.url.split("/").at(-1) ?? "";
      found.set(id, `${via.severity}: ${via.name}: ${via.title} (${id})`);
    }
  const holds = new Map(allowed.map((one) => [one.id, one.until > today]));
  const lines = [...found].flatMap(([id, line]) =>
    holds.get(id) === true ? [] : [holds.has(id) ? `${line}; its exception has run out` : line],
  );
  const stale = allowed.flatMap(({ id }) =>
    found.has(id) ? [] : [`${id} is no longer found: take its exception out`],
  );
  return {
    isFailure: lines.length > 0,
    lines: lines.length + stale.length === 0 ? ["no serious advisory concerns the dependencies"] : [...lines, ...stale],
  };
}

function withoutReport(json: unknown): Verdict {
  const failed = Failed.safeParse(json);
  const { message, statusCode, error } = failed.success ? failed.data : {};
  const why = statusCode ?? NETWORK.exec(`${error?.code} ${error?.summary} ${message}`)?.[0];
  const isAway = typeof why === "string" || (why !== undefined && NO_SUCH_SERVICE.has(why));
  if (isAway)
    return {
      isFailure: false,
      lines: [`The source of advisories cannot be reached from here (${why}): the dependencies were NOT checked.`],
    };
  return { isFailure: true, lines: [`the audit failed: ${error?.summary || message || "no answer that can be read"}`] };
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}
