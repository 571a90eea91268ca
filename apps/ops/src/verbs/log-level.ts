import { type Bus, entriesOf } from "@acolhe/bus";
import { EVERY_SERVICE, LOG_LEVELS, LOGGING_BUCKET, LogOrder } from "@acolhe/events";
import { Argument, type Command, InvalidArgumentError } from "commander";
import { type Tools, UsageError } from "../command.ts";
import { spanText } from "../words/words.ts";

const SERVICES = [
  EVERY_SERVICE,
  ...["ingress", "conversation-worker", "outbound-sender", "projector", "admin-api", "chatwoot-mirror"],
];
const MINUTES_USUAL = 30;
/** Who forgets about it must not fill the disk. */
const MINUTES_MAX = 24 * 60;

/** How much services write of their logs, for a while and without a restart. */
export function addLogLevel(program: Command, tools: Tools): void {
  program
    .command("log-level")
    .description("how much services write of their logs for a while; without a level it shows what was ordered")
    .addArgument(new Argument("[service]", "which one").choices(SERVICES))
    .addArgument(new Argument("[level]", "the least serious line, or `usual`").choices([...LOG_LEVELS, "usual"]))
    .option("--minutes <count>", "for so long", parseMinutes, MINUTES_USUAL)
    .action((service: string | undefined, level: string | undefined, { minutes }: { minutes: number }) =>
      tools.withBus(async (bus) => {
        if (service === undefined) return show(tools, bus);
        if (level === undefined) throw new UsageError(`say which level: ${LOG_LEVELS.join(", ")}, or usual`);
        await order(tools, bus, { service, level, minutes });
      }),
    );
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MINUTES_MAX)
    throw new InvalidArgumentError(`give whole minutes from 1 to ${MINUTES_MAX}`);
  return minutes;
}

async function show({ output }: Tools, bus: Bus): Promise<void> {
  const now = Date.now();
  const orders = (await entriesOf(bus, LOGGING_BUCKET)).flatMap(({ key, json }) => {
    const order = LogOrder.safeParse(json).data;
    return order && order.until > now ? [{ service: key, ...order }] : [];
  });
  output.table(
    ["service", "level", "for another"],
    orders.map(({ service, level, until }) => [service, level, spanText(until - now)]),
  );
  if (orders.length === 0) output.line("each service writes as much as its LOG_LEVEL says");
  output.json(orders);
}

async function order(
  { output }: Tools,
  bus: Bus,
  { service, level, minutes }: { readonly service: string; readonly level: string; readonly minutes: number },
): Promise<void> {
  const bucket = await bus.kvm.open(LOGGING_BUCKET);
  // As usual again for all of them is also the end of what one was ordered by itself.
  if (level === "usual") for (const one of service === EVERY_SERVICE ? SERVICES : [service]) await bucket.delete(one);
  else {
    const until = Date.now() + minutes * 60_000;
    await bucket.put(service, JSON.stringify(LogOrder.parse({ level, until })));
  }
  output.line(level === "usual" ? `${service}: as LOG_LEVEL says` : `${service}: ${level} for ${minutes} min`);
  output.json({ service, level, minutes: level === "usual" ? null : minutes });
}
