import { FlowDefinition } from "@acolhe/conversation";
import { type Path, type Position, SourceFile } from "./source.ts";

export interface Problem {
  readonly at: Position;
  readonly rule: string;
  readonly message: string;
}

/** A flow's folder read as one definition, which still knows where each part of it is written. */
export interface Assembled {
  /** Null when some file does not fit the schema. */
  readonly definition: FlowDefinition | null;
  readonly problems: readonly Problem[];
  locate(path: Path, what?: "key" | "value"): Position;
}

/** Puts the files together: `states.<name>` may be in any file of `states/`, and so on. */
export function assemble(texts: ReadonlyMap<string, string>): Assembled {
  const files = [...texts].map(([name, text]) => new SourceFile(name, text));
  const problems: Problem[] = [];
  const places = new Map<string, { file: SourceFile; prefix: Path }>();
  const raw: Record<string, Record<string, unknown>> = { states: {}, messages: {}, words: {}, catalogue: {} };
  let head: unknown;
  let facts: unknown;
  const report = (at: Position, rule: string, message: string) => problems.push({ at, rule, message });
  for (const file of files) {
    for (const { at, message } of file.errors) report(at, "yaml", message);
    const { name } = file;
    const data = file.data as Record<string, unknown>;
    const [folder, rest = ""] = name.split("/");
    const base = rest.replace(/\.yaml$/, "");
    if (name === "flow.yaml") {
      head = data;
      places.set("flow", { file, prefix: [] });
    } else if (name === "catalogue.yaml") {
      raw.catalogue = data as Record<string, unknown>;
      places.set("catalogue", { file, prefix: [] });
    } else if (name === "facts.yaml") {
      facts = data;
      places.set("facts", { file, prefix: [] });
    } else if (folder === "states" || folder === "words") {
      for (const [part, value] of Object.entries(data)) {
        const other = places.get(`${folder}.${part}`);
        if (other) report(file.at([part], "key"), "doubled", `${part} is already in ${other.file.name}`);
        raw[folder]![part] = value;
        places.set(`${folder}.${part}`, { file, prefix: [part] });
      }
    } else if (folder === "messages") {
      raw.messages![base] = flatten(data);
      places.set(`messages.${base}`, { file, prefix: [] });
    } else report({ file: name, line: 1, column: 1 }, "unknown-file", "no part of a flow has this name");
  }

  const locate = (path: Path, what: "key" | "value" = "value"): Position => {
    const [part, name, ...rest] = path;
    const place = places.get(`${part}.${name}`) ?? places.get(String(part));
    if (!place) return { file: "flow.yaml", line: 1, column: 1 };
    if (part === "messages")
      return place.file.at(
        rest.flatMap((key) => String(key).split(".")),
        what,
      );
    const inside = places.has(`${part}.${name}`) ? rest : path.slice(1);
    return place.file.at([...place.prefix, ...inside], what);
  };

  const parsed = FlowDefinition.safeParse({ flow: head, ...raw, ...(facts === undefined ? {} : { facts }) });
  if (!parsed.success) {
    for (const issue of parsed.error.issues.flatMap(deepest))
      report(locate(issue.path as Path), "schema", `${issue.path.slice(1).join(".")}: ${issue.message}`);
  }
  return { definition: parsed.success && problems.length === 0 ? parsed.data : null, problems, locate };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string | undefined;
  readonly errors?: readonly (readonly Issue[])[];
}

/** "Invalid input" of a union says nothing: the branch that got furthest does. */
function deepest(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || !issue.errors?.length) return [issue];
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const depth = (branch: readonly Issue[]) => Math.max(...branch.map(({ path }) => path.length));
  const furthest = branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
  return furthest && depth(furthest) > issue.path.length ? furthest : [issue];
}

function flatten(data: Record<string, unknown>, prefix = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(flatten(value as Record<string, unknown>, `${prefix}${key}.`))
        : [[`${prefix}${key}`, value]],
    ),
  );
}
