import { z } from "zod";
import { defined } from "../../defined.ts";
import { list, text } from "../lenient.ts";
import { type ContentKind, contentKind, type ReadContent } from "./kind.ts";

interface Person {
  readonly name: string;
  readonly phones: readonly string[];
}
const shape = { displayName: text(), vCard: text(), phones: list(z.string()) };
const Card = z.object(shape);

/** As many as a share in the app allows are read; more is no card any more. */
const PEOPLE_MAX = 20;

/** The people of one card. Several in one share come as one file with a block each, of which the fields name the first. */
function peopleOf({ displayName, vCard = "", phones }: z.output<typeof Card>): Person[] {
  const blocks = vCard
    .split(/BEGIN:VCARD/i)
    .slice(1)
    .map(personOf);
  if (blocks.length > 1) return blocks;
  const [block] = blocks;
  return [{ name: displayName ?? block?.name ?? "", phones: phones ?? block?.phones ?? [] }];
}

function personOf(block: string): Person {
  const lines = block.split(/\r?\n/);
  const valueIn = (line: string) => line.slice(line.indexOf(":") + 1).trim();
  const named = lines.find((line) => /^FN[;:]/i.test(line));
  const phones = lines
    .filter((line) => /^(?:item\d+\.)?TEL[;:]/i.test(line))
    .map((line) => valueIn(line).replace(/\D/g, ""));
  return { name: named === undefined ? "" : valueIn(named), phones: phones.filter((phone) => phone !== "") };
}

function read(people: readonly Person[]): ReadContent | undefined {
  const [first, ...others] = people.slice(0, PEOPLE_MAX).map(({ name, phones }) => ({ name, phones: [...phones] }));
  if (!first) return undefined;
  const content = { kind: "contact-card" as const, ...first, others: others.length === 0 ? undefined : others };
  return { content: defined(content), spoken: "" };
}

const oneCard = contentKind("contact", shape, (card) => read(peopleOf(card)));

/** One card, or a list in its place: the gateway documents only the first. */
export const contactCardKind: ContentKind = {
  key: "contact",
  read: (value) => (Array.isArray(value) ? readList(value) : oneCard.read(value)),
};
export const contactCardsKind: ContentKind = { key: "contacts", read: readList };

function readList(value: unknown): ReadContent | undefined {
  if (!Array.isArray(value)) return undefined;
  return read(value.flatMap((one) => (Card.safeParse(one).success ? peopleOf(Card.parse(one)) : [])));
}
