import { type Bus, entriesOf, lastOf, nextFrom, publish, readOrNull } from "@acolhe/bus";
import {
  anyTurnOf,
  ContactKey,
  type ConversationRef,
  composeMerge,
  IDENTITY_BUCKET,
  TURNS,
  Turn,
} from "@acolhe/events";
import { canonicalPhone } from "@acolhe/phone";
import type { Command } from "commander";
import { z } from "zod";
import { type Acting, mayAct, withActing } from "../act.ts";
import { CommandError, type Tools, UsageError } from "../command.ts";
import { masked } from "../log/masked.ts";
import { resolveContact } from "../log/resolve-contact.ts";
import { DEFAULT_CHANNEL, type OfContact } from "./contact-options.ts";
import { addControl } from "./controls.ts";

/** A name by which a person is known, as the bucket `identity` has it. */
interface Name {
  readonly channel: string;
  readonly kind: "phone" | "lid" | "contact";
  readonly name: string;
  /** Whose conversation it leads to; for a merged contact, the one it goes on in. Null: it was given its names back. */
  readonly leadsTo: string | null;
}

const KEY = /^([^.]+)\.(phone|lid|contact)\.(.+)$/;
const Held = z.object({ contact: z.string().optional(), survivor: z.string().nullish() });
/** Fewer digits are in every number. */
const DIGITS_MIN = 4;

/** Who a number belongs to, and whose conversation goes on in whose. */
export function addContact(program: Command, tools: Tools): void {
  const contact = program.command("contact").description("by which names people are known, and who goes on as whom");
  contact
    .command("find")
    .description("names with these digits, of phones and LIDs, and whose conversation each leads to")
    .argument("<digits>", `at least ${DIGITS_MIN} of them`)
    .action((digits: string) => find(tools, digits));
  const merge = contact
    .command("merge")
    .description("let the younger conversation of one person go on in the older; unmerge undoes it")
    .argument("<younger>")
    .argument("<older>")
    .option("--channel <id>", "the clinic's number", DEFAULT_CHANNEL);
  withActing(merge).action((younger: string, older: string, options: OfContact & Acting) =>
    mergeContacts(tools, { younger, older }, options),
  );
  addControl(contact, tools, "unmerge");
}

async function find({ withBus, output }: Tools, text: string): Promise<void> {
  const digits = text.replace(/\D/g, "");
  if (digits.length < DIGITS_MIN) throw new UsageError(`give at least ${DIGITS_MIN} digits`);
  await withBus(async (bus) => {
    const found = namesWith(await namesOf(bus), digits);
    output.table(
      ["channel", "name", "of", "leads to"],
      found.map(({ channel, kind, name, leadsTo }) => [
        channel,
        kind,
        masked(name),
        leadsTo === null ? "itself, unmerged" : masked(leadsTo),
      ]),
    );
    if (found.length === 0) output.line("nobody is known by a name with these digits");
    output.json(found);
  });
}

async function namesOf(bus: Bus): Promise<Name[]> {
  return (await entriesOf(bus, IDENTITY_BUCKET)).flatMap(({ key, json }) => {
    const [, channel, kind, name] = KEY.exec(key) ?? [];
    const held = Held.safeParse(json).data;
    if (!channel || !name || !held) return [];
    return [{ channel, kind: kind as Name["kind"], name, leadsTo: held.contact ?? held.survivor ?? null }];
  });
}

/** Those with the digits, a Brazilian number also without its ninth, and all that lead to the same contact. Pure. */
function namesWith(names: readonly Name[], digits: string): Name[] {
  const wanted = [digits, canonicalPhone(digits)];
  const hits = names.filter(({ name, leadsTo }) => wanted.some((one) => name.includes(one) || leadsTo?.includes(one)));
  const contacts = new Set(hits.map(({ channel, leadsTo, name }) => `${channel}.${leadsTo ?? name}`));
  const order = ({ channel, leadsTo, kind, name }: Name) => `${channel}.${leadsTo ?? name}.${kind}.${name}`;
  return names
    .filter((one) => hits.includes(one) || contacts.has(`${one.channel}.${one.leadsTo ?? one.name}`))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

async function mergeContacts(
  tools: Tools,
  { younger, older }: { readonly younger: string; readonly older: string },
  options: OfContact & Acting,
): Promise<void> {
  const { output } = tools;
  await tools.withBus(async (bus, installation) => {
    const [ref, survivor] = [
      await resolveContact(bus, options.channel, younger),
      await resolveContact(bus, options.channel, older),
    ];
    if (ref.contact === survivor.contact) throw new CommandError("both are one conversation already");
    const begun = await Promise.all([begunAt(bus, ref), begunAt(bus, survivor)]);
    if (begun[0] < begun[1])
      throw new CommandError(
        "the first of the two is the older conversation: say the younger one first, so that merges end",
      );
    const last = await lastOf(bus, TURNS.name, anyTurnOf(survivor));
    const state = last && readOrNull(Turn, last)?.state;
    if (!state || state.merged)
      throw new CommandError("the older conversation has no decision yet, or goes on in a third");
    const of = { entity: "conversation", entityId: `${ref.channel}:${ref.contact}` } as const;
    const does = `let ${masked(ref.contact)} go on in ${masked(survivor.contact)} on ${ref.channel}`;
    if (!(await mayAct(tools, installation, { ...options, does, action: "merge", ...of, command: "contact merge" })))
      return;
    const { subject, event } = composeMerge(ref, ContactKey.parse(survivor.contact), Date.now());
    const { seq } = await publish(bus, subject, event, { id: event.id });
    output.line(`ordered: ${does}, in ${installation.name}: INBOUND ${seq}`);
    output.json({ ...ref, survivor: survivor.contact, seq });
  });
}

/** Sequence of a conversation's first decision that is kept. */
async function begunAt(bus: Bus, ref: ConversationRef): Promise<number> {
  return (await nextFrom(bus, TURNS.name, anyTurnOf(ref), 1))?.seq ?? Number.POSITIVE_INFINITY;
}
