import { operatorEnvironment } from "@acolhe/runtime";
import { type Command, Option } from "commander";
import { CommandError, type Tools } from "../command.ts";
import { explanationOf } from "../explain/explanation.ts";
import { incidentAt, incidentWith } from "../explain/incident.ts";
import { readOffLine } from "../explain/off-line.ts";
import { renderMermaid, renderText } from "../explain/render.ts";
import { createClock } from "../log/clock.ts";
import { readContact } from "../log/read-contact.ts";
import { resolveContact } from "../log/resolve-contact.ts";
import { mayReveal } from "../log/reveal.ts";
import { type Moment, parseTime } from "../moment.ts";
import { LANGUAGES, languageOf, type WordsLanguage } from "../words/words.ts";
import { contactCommand, type OfContact, type Reveal, withReveal } from "./contact-options.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

interface Options extends OfContact, Reveal, Zoned {
  readonly at?: Moment;
  readonly message?: string;
  readonly mermaid?: boolean;
  readonly lang: WordsLanguage;
}

/** Why a patient was answered, or was not: from the webhook to the receipt, in words. */
export function addExplain(program: Command, { withBus, output }: Tools): void {
  const command = contactCommand(program, "explain", "why a patient was answered, or was not")
    .option("--at <time>", "what happened then: an instant, 13:09, or 15m (ago). By default the last thing", parseTime)
    .option("--message <id>", "this message of the gateway, received or sent")
    .option("--mermaid", "the chain of causes as a diagram")
    .addOption(
      new Option("--lang <language>", "of the words")
        .choices(Object.keys(LANGUAGES))
        .default(languageOf(operatorEnvironment())),
    );
  withTimeZone(withReveal(command)).action((contact: string, options: Options) =>
    withBus(async (bus, installation) => {
      const ref = await resolveContact(bus, options.channel, contact);
      const reveal = await mayReveal(options, { command: "explain", ref, installation });
      const [items, offLine] = await Promise.all([readContact(bus, ref), readOffLine(bus, ref.channel)]);
      const incident = options.message
        ? incidentWith(items, options.message)
        : incidentAt(items, options.at?.(options.timeZone) ?? Number.POSITIVE_INFINITY);
      if (!incident) throw new CommandError("the log of this contact has no message with that id");
      const explanation = explanationOf(ref, { incident, items, offLine });
      const rendered = options.mermaid
        ? renderMermaid(explanation, LANGUAGES[options.lang].items)
        : renderText(explanation, { words: LANGUAGES[options.lang], clock: createClock(options.timeZone), reveal });
      for (const line of rendered) output.line(line);
      const chain = explanation.chain.map(({ stream, seq, storedAtMs, kind }) => ({ stream, seq, storedAtMs, kind }));
      output.json({ ...explanation, chain });
    }),
  );
}
