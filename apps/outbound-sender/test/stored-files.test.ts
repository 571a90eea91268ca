import { type Bus, openObjects, publish } from "@acolhe/bus";
import { type Attempt, attemptSubject, type Command, type ContactKey, MEDIA, storedFileUrl } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, it } from "vitest";
import { startFixture } from "./fixture.ts";

const CONTACT = "5511990000001";
const OTHER = "5511990000002";
const image = (name: string): Command => ({
  type: "send-image",
  to: CONTACT,
  author: "attendant",
  repeatable: false,
  validUntil: Date.now() + 600_000,
  url: storedFileUrl(name),
});

it.concurrent("a file of our store leaves with its bytes in place of an address", async () => {
  await using f = await startFixture();
  const bytes = new Uint8Array(Buffer.alloc(300_000, "Acolhe"));
  const metadata = { mimeType: "image/png", channel: "main", contact: CONTACT };
  await openObjects(f.bus, MEDIA.name).write("raio-x", { bytes, metadata });
  await f.startSender();
  await f.decide(CONTACT, [], { before: [image("raio-x")] });
  await f.called(1);
  expect(f.gateway.calls[0]).toMatchObject({
    route: "send-image",
    file: `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`,
  });
});

it.concurrent("one that the store no longer has fails without a call, and what comes behind it leaves", async () => {
  await using f = await startFixture();
  await f.startSender();
  await f.decide(CONTACT, ["e então?"], { before: [image("gone")], author: "attendant" });
  await f.called(1);
  expect(f.texts(CONTACT)).toEqual(["e então?"]);
  const ends = await eventually(async () => {
    const outcomes = await f.outcomes(CONTACT);
    return outcomes.length >= 2 ? outcomes : undefined;
  });
  expect(ends).toMatchObject([
    { index: 0, status: "failed", code: "file-gone", attempt: 1 },
    { index: 1, status: "accepted" },
  ]);
  expect(await f.attempts(CONTACT)).toMatchObject([{ index: 0 }, { index: 1 }]);
});

it.concurrent("S2: one that was perhaps sent is unknown, also when the store no longer has it", async () => {
  await using f = await startFixture({ unknownGiveUpMs: 600_000 });
  const attemptOn = async (contact: string, turnSeq: number) => {
    const attempt: Attempt = {
      ...{ turnSeq, index: 0, lane: "reply", number: 1, at: Date.now() - 60_000 },
      ...{ silencedSeq: 0, contentHash: "", deliverySeq: 0 },
    };
    await publish(f.bus, attemptSubject({ channel: f.channel.id, contact: contact as ContactKey }), attempt);
  };
  const before = await f.decide(CONTACT, [], { before: [image("gone")] });
  await attemptOn(CONTACT, before.turnSeq);
  const looked = Promise.withResolvers<void>();
  const attempted = Promise.withResolvers<void>();
  const objects: Bus["objects"] = (name) => ({
    ...openObjects(f.bus, name),
    async read() {
      looked.resolve();
      await attempted.promise;
      return null;
    },
  });
  await f.startSender(undefined, {}, { objects });
  // Another process, which had the file, was faster.
  const meanwhile = await f.decide(OTHER, [], { before: [image("gone-by-then")] });
  await looked.promise;
  await attemptOn(OTHER, meanwhile.turnSeq);
  attempted.resolve();
  for (const contact of [CONTACT, OTHER]) {
    const [first] = await eventually(async () => {
      const outcomes = await f.outcomes(contact);
      return outcomes.length > 0 && outcomes;
    });
    expect(first, contact).toMatchObject({ index: 0, status: "held", attempt: 1 });
  }
});
