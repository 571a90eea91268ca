import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { fileHeaders, mediaTypeOf, safeFileName } from "../src/outside/index.ts";

const headersOf = (mimeType: string, fileName = "a.bin") => fileHeaders({ mimeType, fileName });

describe("what a stranger calls a file", () => {
  test.each([
    ["image/png", "image/png"],
    ["Image/PNG ; charset=utf-8", "image/png"],
    ["audio/ogg; codecs=opus", "audio/ogg"],
    ["image/png; a=b, text/html", "image/png"],
    ["image/png, text/html", "application/octet-stream"],
    ["image/png,text/html", "application/octet-stream"],
    ["image/png text/html", "application/octet-stream"],
    ["image/png\r\nx-evil: 1", "application/octet-stream"],
    ["image/png\n", "application/octet-stream"],
    ["image/png\u0000", "application/octet-stream"],
    ["imágem/png", "application/octet-stream"],
    ["image", "application/octet-stream"],
    ["image/", "application/octet-stream"],
    ["*/*", "*/*"],
    ["", "application/octet-stream"],
    [`image/${"x".repeat(5000)}`, "application/octet-stream"],
  ])("%j is %s", (said, type) => {
    expect(mediaTypeOf(said)).toBe(type);
  });

  test.each(["image/png", "audio/ogg; codecs=opus", "video/mp4", "application/pdf"])("%s is shown", (type) => {
    expect(headersOf(type)["content-disposition"]).toMatch(/^inline;/);
  });

  test.each([
    "text/html",
    "image/svg+xml",
    "image/png, text/html",
    "application/xhtml+xml",
    "text/xml",
    "audio/html",
    "video/x-evil",
    "multipart/x-mixed-replace",
    "text/plain",
    "*/*",
    "image/png\r\n\r\n<script>",
  ])("%j is handed over as a file", (type) => {
    const headers = headersOf(type);
    expect(headers["content-disposition"]).toMatch(/^attachment;/);
    expect(headers["content-security-policy"]).toContain("sandbox");
  });
});

test.each([
  ["pedido médico.png", "pedido médico.png"],
  ["../../etc/passwd", "_.._etc_passwd"],
  ["C:\\windows\\a.exe", "C__windows_a.exe"],
  ["exame\u202Egpj.exe", "examegpj.exe"],
  ["a\r\nSet-Cookie: x.png", "aSet-Cookie_ x.png"],
  ["\ud800laudo.pdf", "laudo.pdf"],
  ["laudo.pdf\udfff", "laudo.pdf"],
  ["  ... ", "arquivo"],
  ["", "arquivo"],
  [".htaccess", "htaccess"],
  [`${"á".repeat(500)}.pdf`, `${"á".repeat(116)}.pdf`],
  [`${"a".repeat(115)}😀b.pdf`, `${"a".repeat(115)}.pdf`],
  [`a${".".repeat(200_000)}b`, `a${".".repeat(118)}b`],
])("the name %j becomes %j", (said, name) => {
  expect(safeFileName(said)).toBe(name);
});

test("what a name becomes stands in a header as it is, and is read back", () => {
  const { "content-disposition": disposition } = headersOf("image/png", "laudo (1) d'água*.png");
  expect(disposition).toBe("inline; filename*=UTF-8''laudo%20%281%29%20d%27%C3%A1gua_.png");
});

test("Node sends such headers, whatever the file is called", async () => {
  const odd = ["image/png\r\nx: y", "\ud800", "\u0000", "image/ç", "a".repeat(100_000)];
  const server = createServer((request, response) => {
    const said = odd[Number(request.url!.slice(1))]!;
    response.writeHead(200, fileHeaders({ mimeType: said, fileName: said })).end("x");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  for (const [n] of odd.entries()) {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${n}`);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("x")]).toEqual([
      ...[200, "application/octet-stream", null],
    ]);
  }
  server.close();
});
