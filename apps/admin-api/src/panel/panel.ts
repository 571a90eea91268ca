import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Names of built files change with what is in them. */
const KEPT_SECONDS = 365 * 24 * 3600;

/** By a page's path, in which `*` stands for one segment: all scripts it needs. */
type Preloads = Readonly<Record<string, readonly string[]>>;

/** What a build says of itself. */
interface Build {
  /** Of every file: the policy names the hash of the page's one script. */
  readonly headers: Readonly<Record<string, string>>;
  readonly linkOf: (url: string) => string | undefined;
}

/** What the build wrote for this server alone. */
const OWN_FILES: ReadonlySet<string> = new Set(["/headers.json", "/preloads.json"]);

export interface Panel {
  /** Whether a request asks for a page of the panel rather than for something that is not there. */
  readonly isPage: (request: FastifyRequest) => boolean;
}

/**
 * Serves the built panel at this server's own origin, so that its cookies are sent nowhere else. It is served as it is on
 * the disk: built anew, a page names files of other names, under another policy.
 *
 * @returns null where there is no build: the API works without it
 */
export async function addPanel(app: FastifyInstance, directory: string): Promise<Panel | null> {
  const root = resolve(directory);
  const headersFile = join(root, "headers.json");
  if (!existsSync(headersFile)) return null;
  const buildNow = followBuild(headersFile, join(root, "preloads.json"));
  const index = join(root, "index.html");
  // The file that is sent: to a browser that takes it so, the one that the build compressed.
  const indexes = [index, `${index}.gz`];
  await app.register(fastifyStatic, {
    root,
    index: "index.html",
    cacheControl: false,
    dotfiles: "ignore",
    allowedPath: (path) => !OWN_FILES.has(path) && !path.endsWith(".gz"),
    preCompressed: true,
    setHeaders(reply, path) {
      const isImmutable = path.startsWith(join(root, "_app", "immutable"));
      reply.header("cache-control", isImmutable ? `public, max-age=${KEPT_SECONDS}, immutable` : "no-cache");
      const { headers, linkOf } = buildNow();
      for (const [name, value] of Object.entries(headers)) reply.header(name, value);
      const link = indexes.includes(path) ? linkOf(reply.request.url) : undefined;
      if (link) reply.header("link", link);
    },
  });
  return { isPage };
}

/** Read again when it was built anew; in the middle of that, what was read last. */
function followBuild(headersFile: string, preloadsFile: string): () => Build {
  const read = (): Build => ({
    headers: JSON.parse(readFileSync(headersFile, "utf8")) as Record<string, string>,
    linkOf: createLinks(readPreloads(preloadsFile)),
  });
  const writtenAt = () => statSync(headersFile, { throwIfNoEntry: false })?.mtimeMs;
  let known = { at: writtenAt(), build: read() };
  return () => {
    const at = writtenAt();
    if (at === undefined || at === known.at) return known.build;
    try {
      known = { at, build: read() };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    return known.build;
  };
}

/** A build of an earlier release has none: its pages come with a round trip more. */
const readPreloads = (file: string): Preloads =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Preloads) : {};

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const isRead = method === "GET" || method === "HEAD";
  return isRead && !url.startsWith("/api/") && (headers.accept ?? "").includes("text/html");
}

/** The header by which a browser asks for a page's scripts with its first round trip. */
function createLinks(preloads: Preloads): (url: string) => string | undefined {
  const patterns = Object.keys(preloads).filter((page) => page.includes("*"));
  const pageOf = (path: string) =>
    path in preloads ? path : patterns.find((page) => new RegExp(`^${page.replaceAll("*", "[^/]+")}$`).test(path));
  return (url) =>
    preloads[pageOf(url.split("?", 1)[0]!) ?? ""]?.map((script) => `<${script}>; rel=modulepreload`).join(", ");
}
