import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryDirectory } from "@acolhe/testing";
import { expect, it } from "vitest";
import { openDesk } from "./desk.ts";

const POLICY = "default-src 'none'; script-src 'self'";
const PRELOADS = { "/": ["/h.js"], "/pacientes/*": ["/a.js", "/b.js"], "/pacientes/importar": ["/c.js"] };

async function build(directory: string): Promise<void> {
  await mkdir(join(directory, "_app", "immutable"), { recursive: true });
  await writeFile(join(directory, "index.html"), "<h1>panel</h1>");
  await writeFile(join(directory, "index.html.gz"), gzipSync("<h1>panel</h1>"));
  await writeFile(join(directory, "headers.json"), JSON.stringify({ "content-security-policy": POLICY }));
  await writeFile(join(directory, "preloads.json"), JSON.stringify(PRELOADS));
  await writeFile(join(directory, "_app", "immutable", "a.js"), "export {};");
  await writeFile(join(directory, "_app", "immutable", "a.js.gz"), gzipSync("export {};"));
}

const asBrowser = { as: null, headers: { accept: "text/html,*/*" } } as const;

it("serves the panel's page at every address of its own, with the policy of its build and never from a cache", async () => {
  await using directory = await temporaryDirectory("acolhe-panel-");
  await build(directory.path);
  await using desk = await openDesk({ panelDirectory: directory.path, limits: { perMinute: 1, per10s: 1 } });
  for (const url of ["/", "/conversas", "/pacientes/1?aba=dados", "/entrar"]) {
    const page = await desk.call("GET", url, asBrowser);
    expect(page.status, url).toBe(200);
    expect(page.text).toBe("<h1>panel</h1>");
    expect(page.headers["content-security-policy"]).toBe(POLICY);
    expect(page.headers["cache-control"]).toBe("no-cache");
  }
});

it("names the scripts of the page that is asked for, so that they come with the first round trip", async () => {
  await using directory = await temporaryDirectory("acolhe-panel-");
  await build(directory.path);
  await using desk = await openDesk({ panelDirectory: directory.path });
  const linkOf = async (url: string, coding = "gzip, deflate, br") => {
    const headers = { ...asBrowser.headers, "accept-encoding": coding };
    const page = await desk.call("GET", url, { as: null, headers });
    expect(page.headers["content-encoding"]).toBe(coding === "identity" ? undefined : "gzip");
    return page.headers.link;
  };
  for (const coding of ["gzip", "identity"]) expect(await linkOf("/", coding)).toBe("</h.js>; rel=modulepreload");
  expect(await linkOf("/pacientes/7?aba=dados")).toBe("</a.js>; rel=modulepreload, </b.js>; rel=modulepreload");
  expect(await linkOf("/pacientes/importar")).toBe("</c.js>; rel=modulepreload");
  expect(await linkOf("/pacientes/7/x")).toBeUndefined();
  expect(await linkOf("/constructor")).toBeUndefined();
  expect((await desk.call("GET", "/_app/immutable/a.js", { as: null })).headers.link).toBeUndefined();
});

it("serves a build that names no scripts of pages, as those of earlier releases", async () => {
  await using directory = await temporaryDirectory("acolhe-panel-");
  await build(directory.path);
  await rm(join(directory.path, "preloads.json"));
  await using desk = await openDesk({ panelDirectory: directory.path });
  const page = await desk.call("GET", "/", asBrowser);
  expect([page.status, page.headers.link]).toEqual([200, undefined]);
});

it("lets browsers keep the files whose names change with what is in them", async () => {
  await using directory = await temporaryDirectory("acolhe-panel-");
  await build(directory.path);
  await using desk = await openDesk({ panelDirectory: directory.path });
  const script = await desk.call("GET", "/_app/immutable/a.js", { as: null });
  expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await desk.call("GET", "/_app/immutable/b.js", { as: null })).status).toBe(404);
});

it("sends a file as it was compressed by the build to a browser that takes it so, and to no other", async () => {
  await using directory = await temporaryDirectory("acolhe-panel-");
  await build(directory.path);
  await using desk = await openDesk({ panelDirectory: directory.path });
  const ask = (coding: string) =>
    desk.call("GET", "/_app/immutable/a.js", { as: null, headers: { "accept-encoding": coding } });
  const [short, whole] = [await ask("gzip"), await ask("identity")];
  expect([short.headers["content-encoding"], short.headers["content-type"]]).toEqual([
    "gzip",
    whole.headers["content-type"],
  ]);
  expect(short.headers["cache-control"]).toBe(whole.headers["cache-control"]);
  expect([whole.headers["content-encoding"], whole.text]).toEqual([undefined, "export {};"]);
});

it("answers what is no page with the API's problem, and gives away nothing of the build's own files", async () => {
  await using directory = await temporaryDirectory("acolhe-panel-");
  await build(directory.path);
  await using desk = await openDesk({ panelDirectory: directory.path });
  for (const url of ["/api/v1/nothing", "/api/v1/nothing?a=1"]) {
    const missing = await desk.call("GET", url, asBrowser);
    expect(missing.status).toBe(404);
    expect(missing.body.code).toBe("not-found");
  }
  expect((await desk.call("POST", "/conversas", asBrowser)).status).toBe(404);
  for (const own of ["/headers.json", "/preloads.json", "/index.html.gz", "/_app/immutable/a.js.gz"])
    expect((await desk.call("GET", own, { as: null })).status, own).toBe(404);
});

it("serves a panel that was built anew as it is now: its page, the files that names, and its policy", async () => {
  await using directory = await temporaryDirectory("acolhe-panel-");
  await build(directory.path);
  await using desk = await openDesk({ panelDirectory: directory.path });
  const former = await desk.call("GET", "/_app/immutable/a.js", { as: null });
  expect(former.status).toBe(200);
  const of = (...names: string[]) => join(directory.path, ...names);
  await rm(of("_app"), { recursive: true });
  await rm(of("index.html.gz"));
  await mkdir(of("_app", "immutable"), { recursive: true });
  await writeFile(of("_app", "immutable", "d.js"), "export default 1;");
  await writeFile(of("index.html"), "<h1>panel of now</h1>");
  await writeFile(of("headers.json"), JSON.stringify({ "content-security-policy": "default-src 'self'" }));
  await writeFile(of("preloads.json"), JSON.stringify({ "/": ["/d.js"] }));
  // As a later build does, whatever the clock of the disk tells apart.
  await utimes(of("headers.json"), 1, 1);
  const page = await desk.call("GET", "/", asBrowser);
  expect(page.text).toBe("<h1>panel of now</h1>");
  expect(page.headers).toMatchObject({
    "content-security-policy": "default-src 'self'",
    link: "</d.js>; rel=modulepreload",
  });
  expect((await desk.call("GET", "/_app/immutable/d.js", { as: null })).text).toBe("export default 1;");
  expect((await desk.call("GET", "/_app/immutable/a.js", { as: null })).status).toBe(404);
});

it("works as an API alone where no panel was built", async () => {
  await using desk = await openDesk();
  expect((await desk.call("GET", "/", asBrowser)).status).toBe(404);
});
