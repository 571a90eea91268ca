import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromiumPath } from "@acolhe/testing";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { openDesk, PASSWORD } from "./desk.ts";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

/** A page of another origin on the same site, with a form: what it sends carries the cookies, however strict they are. */
async function startNeighbour(ends: AsyncDisposableStack, action: string): Promise<string> {
  const form = `<form method="post" action="${action}"><button name="name" value="Deles">Enviar</button></form>`;
  const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(form));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.defer(async () => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a real browser keeps all cookies over http on this machine, and a neighbour's page cannot use them", async () => {
  await using ends = new AsyncDisposableStack();
  const desk = ends.use(await openDesk());
  const { port } = await desk.api.listen({ host: "127.0.0.1", port: 0 });
  const home = `http://127.0.0.1:${port}`;
  const neighbour = await startNeighbour(ends, `${home}/api/v1/tags`);
  const browser = ends.adopt(await chromium.launch({ executablePath: await chromiumPath(), args: FLAGS }), (one) =>
    one.close(),
  );
  const context = await browser.newContext();
  const page = await context.newPage();
  const ask = (url: string, body?: object) =>
    page.evaluate(
      async ([address, json]) => {
        const post = { method: "POST", headers: { "content-type": "application/json" }, body: json ?? "" };
        const answer = await fetch(address ?? "", json === undefined ? {} : post);
        return { status: answer.status, body: await answer.json() };
      },
      [url, body === undefined ? undefined : JSON.stringify(body)],
    );

  await page.goto(`${home}/docs`);
  const login = await ask("/api/v1/auth/login", { email: "attendant@clinica.example", password: PASSWORD });
  expect(login.status).toBe(200);
  const kept = (await context.cookies(`${home}/api/v1/auth/refresh`)).map(({ name }) => name).sort();
  expect(kept).toEqual(["__Host-acolhe_access", "__Host-acolhe_device", "__Host-acolhe_refresh"]);
  expect(await page.evaluate("document.cookie")).toBe("");
  expect(await ask("/api/v1/me")).toMatchObject({ status: 200, body: { role: "attendant" } });
  expect(await ask("/api/v1/tags", { name: "Retorno" })).toMatchObject({ status: 201 });
  await page.reload();
  expect(await ask("/api/v1/auth/refresh", {})).toMatchObject({ status: 200 });

  await page.goto(neighbour);
  const answered = page.waitForResponse(`${home}/api/v1/tags`);
  await page.getByRole("button", { name: "Enviar" }).click();
  const refused = await answered;
  expect((await refused.request().allHeaders()).cookie).toContain("__Host-acolhe_access=");
  expect(await refused.json()).toMatchObject({ status: 403, code: "cross-site" });
});
