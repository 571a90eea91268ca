/** A problem the API answered (RFC 9457), or that it could not be asked at all (`offline`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly traceId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** The whole body: some problems carry more, such as what a time clashes with. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(body: Readonly<Record<string, unknown>>, headers?: Headers) {
    const text = (name: string) => (typeof body[name] === "string" ? body[name] : undefined);
    super(text("code") ?? "internal");
    this.name = "ApiProblem";
    this.status = typeof body.status === "number" ? body.status : 0;
    this.code = text("code") ?? "internal";
    this.title = text("title") ?? "";
    this.detail = text("detail");
    this.errors = Array.isArray(body.errors) ? (body.errors as FieldError[]) : [];
    this.traceId = headers?.get("x-trace-id") ?? undefined;
    const seconds = Number(headers?.get("retry-after"));
    this.retryAfterSeconds = seconds > 0 ? seconds : undefined;
    this.body = body;
  }

  get isOffline(): boolean {
    return this.code === "offline";
  }
}

export interface FieldError {
  /** Such as `body.phone`. */
  readonly path: string;
  readonly message: string;
}

/** The sentence for a field of a form, by its name in the request's body. */
export function fieldError(problem: unknown, field: string): string | undefined {
  if (!(problem instanceof ApiProblem)) return undefined;
  return problem.errors.find(({ path }) => path === `body.${field}` || path === field)?.message;
}

/** @throws ApiProblem for whatever is no success */
export async function answer<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    throw Object.assign(new ApiProblem({ code: "offline" }), { cause });
  });
  if (response.ok) return data as T;
  const isProblem = typeof error === "object" && error !== null;
  throw new ApiProblem(
    isProblem ? (error as Record<string, unknown>) : { status: response.status, code: "unavailable" },
    response.headers,
  );
}
