import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { type DownloadLimits, download, isPublicAddress, mediaHosts, REDIRECTS_MAX } from "../src/outside/index.ts";
import { requestAt } from "../src/outside/reach.ts";

const BYTES_MAX = 64;

/** A storage host on this machine; `host` is how a setting names it. */
async function startStorage(answer: RequestListener) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const audio: RequestListener = (_request, response) =>
  response.writeHead(200, { "content-type": "audio/ogg" }).end("OggS");

const limits = (host: string, timeoutMs = 20_000): DownloadLimits => ({
  bytesMax: BYTES_MAX,
  accepts: (type) => type.startsWith("audio/"),
  trustedHosts: new Set([host]),
  signal: AbortSignal.timeout(timeoutMs),
});
const refused = (reason: string) => ({ bytes: null, reason });

test("a file of a trusted host is fetched", async () => {
  await using storage = await startStorage(audio);
  const got = await download(`${storage.url}/a.ogg`, limits(storage.host));
  expect(Buffer.from(got.bytes ?? []).toString()).toBe("OggS");
});

test("a file as large as is allowed is fetched, one byte more is too much, announced or not", async () => {
  let size = BYTES_MAX;
  let isAnnounced = true;
  await using storage = await startStorage((_request, response) => {
    response.writeHead(200, {
      "content-type": "audio/ogg",
      ...(isAnnounced ? { "content-length": size } : {}),
    });
    response.end(Buffer.alloc(size));
  });
  const fetched = () => download(storage.url, limits(storage.host));
  expect((await fetched()).bytes).toHaveLength(BYTES_MAX);
  size = BYTES_MAX + 1;
  expect(await fetched()).toEqual(refused("too-large"));
  isAnnounced = false;
  expect(await fetched()).toEqual(refused("too-large"));
});

test("a file without an end is read no further than is allowed", async () => {
  const left = Promise.withResolvers<void>();
  await using storage = await startStorage((_request, response) => {
    response.writeHead(200, { "content-type": "audio/ogg" }).once("close", left.resolve);
    const more = () => void response.write(Buffer.alloc(1024), () => response.destroyed || more());
    more();
  });
  expect(await download(storage.url, limits(storage.host))).toEqual(refused("too-large"));
  await left.promise;
});

const odd: [string, string, RequestListener][] = [
  ["answers 500", "refused", (_request, response) => response.writeHead(500).end("audio")],
  ["has no such file", "gone", (_request, response) => response.writeHead(404).end("audio")],
  ["answers with a part", "refused", (_request, response) => response.writeHead(206).end("Og")],
  ["has another type of file", "kind", (_request, response) => response.setHeader("content-type", "text/html").end()],
  ["does not say what type", "kind", (_request, response) => response.end("OggS")],
  [
    "packs it",
    "kind",
    (_request, response) => response.writeHead(200, { "content-type": "audio/ogg", "content-encoding": "gzip" }).end(),
  ],
  [
    "breaks off",
    "unreachable",
    (_request, response) => {
      response.writeHead(200, { "content-type": "audio/ogg", "content-length": 60 });
      response.write("OggS", () => response.destroy());
    },
  ],
  ["hangs up", "unreachable", (request) => request.socket.destroy()],
  ["redirects nowhere", "not-allowed", (_request, response) => response.writeHead(302).end()],
];
test.each(odd)("nothing is taken from a host that %s: %s", async (_what, reason, answer) => {
  await using storage = await startStorage(answer);
  expect(await download(storage.url, limits(storage.host))).toEqual(refused(reason));
});

const slow: [string, RequestListener][] = [
  ["never answers", () => {}],
  [
    "never ends",
    (_request, response) => {
      response.writeHead(200, { "content-type": "audio/ogg" }).write("OggS");
    },
  ],
];
test.each(slow)("a host that %s is left when the time is over", async (_what, answer) => {
  await using storage = await startStorage(answer);
  expect(await download(storage.url, limits(storage.host, 100))).toEqual(refused("too-late"));
});

test("a host that is not there is unreachable", async () => {
  const gone = await startStorage(audio);
  await gone[Symbol.asyncDispose]();
  expect(await download(gone.url, limits(gone.host))).toEqual(refused("unreachable"));
  expect(await download("https://nobody.invalid/a.ogg", limits(gone.host))).toEqual(refused("unreachable"));
});

test.each([
  ["http", "http://127.0.0.1:PORT/"],
  ["https", "https://127.0.0.1:PORT/"],
  ["a name of this machine", "https://localhost:PORT/"],
  ["a decimal address", "https://2130706433:PORT/"],
  ["an octal address", "https://0177.0.0.1:PORT/"],
  ["a hexadecimal address", "https://0x7f.1:PORT/"],
  ["a short address", "https://127.1:PORT/"],
  ["IPv4 in IPv6", "https://[::ffff:127.0.0.1]:PORT/"],
  ["IPv4 in IPv6, in hexadecimal", "https://[::ffff:7f00:1]:PORT/"],
  ["loopback of IPv6", "https://[::1]:PORT/"],
  ["link-local", "https://169.254.169.254/latest/meta-data/"],
  ["a file", "file:///etc/passwd"],
  ["no link", "https://"],
])("%s leads nowhere: not as a link, and not as a redirect of a trusted host", async (_what, link) => {
  await using inside = await startStorage(audio);
  const target = link.replace("PORT", String(inside.port));
  await using storage = await startStorage((_request, response) => response.writeHead(302, { location: target }).end());
  expect(await download(target, limits(storage.host))).toEqual(refused("not-allowed"));
  expect(storage.asked()).toBe(0);
  expect(await download(storage.url, limits(storage.host))).toEqual(refused("not-allowed"));
  expect(storage.asked()).toBe(1);
  expect(inside.asked()).toBe(0);
});

test("a link with a login in it is left alone, at a trusted host as well", async () => {
  await using storage = await startStorage(audio);
  expect(await download(`http://user:secret@${storage.host}/`, limits(storage.host))).toEqual(refused("not-allowed"));
  expect(await download(`http://user@${storage.host}/`, limits(storage.host))).toEqual(refused("not-allowed"));
  expect(storage.asked()).toBe(0);
});

test("redirects of a trusted host to itself are followed so many times, and no more", async () => {
  await using storage = await startStorage((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) return audio(request, response);
    response.writeHead(307, { location: `/${left - 1}` }).end();
  });
  expect((await download(`${storage.url}/${REDIRECTS_MAX}`, limits(storage.host))).bytes).toHaveLength(4);
  expect(await download(`${storage.url}/${REDIRECTS_MAX + 1}`, limits(storage.host))).toEqual(refused("not-allowed"));
});

test("a connection goes to the address that was checked, whatever the name says", async () => {
  let host: string | undefined;
  await using storage = await startStorage((request, response) => {
    host = request.headers.host;
    response.end();
  });
  const addresses = [{ address: "127.0.0.1", family: 4 }];
  const url = new URL(`http://files.invalid:${storage.port}/`);
  (await requestAt(url, addresses, AbortSignal.timeout(20_000))).destroy();
  expect(host).toBe(`files.invalid:${storage.port}`);
});

test.each([
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.255",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "198.19.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "fe80::1",
  "fe80::1%eth0",
  "2606:4700::1111%eth0",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "localhost",
  "",
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "126.255.255.255",
  "128.0.0.1",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "223.255.255.255",
  "2001:4860:4860::8888",
  "2606:4700::1111",
])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test("the gateway and the hosts of the setting are trusted, with their ports", () => {
  const settings = { ZAPI_BASE_URL: "http://sandbox:8090", MEDIA_HOSTS: " Files.clinic.local, 10.0.0.5:9000," };
  expect([...mediaHosts(settings)]).toEqual(["sandbox:8090", "files.clinic.local", "10.0.0.5:9000"]);
  expect([...mediaHosts({ ZAPI_BASE_URL: "https://api.z-api.io", MEDIA_HOSTS: "" })]).toEqual(["api.z-api.io"]);
});
