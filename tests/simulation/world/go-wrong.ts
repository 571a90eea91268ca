import type { SimulatedConnection } from "../broker/connection.ts";
import type { SimulatedBroker } from "../broker/simulated-broker.ts";
import type { Timeline } from "../timeline.ts";
import type { SimulatedCache } from "./cache.ts";
import type { SimulatedDesk } from "./desk.ts";
import type { SimulatedGateway } from "./gateway.ts";
import type { Fault, Slot } from "./plan.ts";
import type { ProcessSlot } from "./slot.ts";

/** What goes wrong at a time of its own; the others are drawn for a call, an effect or a whole world. */
export type TimedFault = Exclude<Fault, { kind: "crash" | "stop" | "clock" | "gateway" | "desk" }>;
type Of<K extends TimedFault["kind"]> = Extract<TimedFault, { kind: K }>;

/** What of the world can go wrong. */
export interface Breakable {
  readonly timeline: Timeline;
  readonly broker: SimulatedBroker;
  readonly cache: SimulatedCache;
  readonly gateway: SimulatedGateway;
  readonly desk: SimulatedDesk;
  readonly slots: readonly ProcessSlot[];
  /** Of those who are no service. */
  readonly others: SimulatedConnection;
}

const CAUSES: { readonly [K in TimedFault["kind"]]: (world: Breakable, fault: Of<K>) => void } = {
  broker: (world, fault) => killBroker(world, fault),
  full({ broker, timeline }, { stream: name, forMs }) {
    const stream = broker.stream(name);
    stream.isFull = true;
    timeline.after(forMs, () => {
      stream.isFull = false;
    });
  },
  cache({ cache, timeline }, { forMs }) {
    cache.goAway();
    timeline.after(forMs, () => cache.comeBack());
  },
  "late-cache"({ cache, timeline }, { forMs }) {
    cache.isLate = true;
    timeline.after(forMs, () => {
      cache.isLate = false;
    });
  },
  disk({ timeline, slots }, fault) {
    const disk = slotOf(slots, fault.slot).disk;
    disk.refuses = true;
    timeline.after(fault.forMs, () => {
      disk.refuses = false;
    });
  },
  restart: ({ slots }, { slot }) => slotOf(slots, slot).restart(),
  former: ({ slots }, { slot }) => slotOf(slots, slot).restart(),
  slow: ({ slots }, { slot, byMs, forMs }) => slotOf(slots, slot).slow(byMs, forMs),
  freeze: ({ slots }, { slot, forMs }) => slotOf(slots, slot).process?.freeze(forMs),
  deaf: ({ slots }, { slot, forMs }) => slotOf(slots, slot).connection?.deafen(forMs),
  cut: ({ slots }, { slot, forMs }) => slotOf(slots, slot).disturb("cut", forMs),
  stall: ({ slots }, { slot, forMs }) => slotOf(slots, slot).disturb("stall", forMs),
  machine(world, { which, forMs, withBroker }) {
    if (withBroker) killBroker(world, { forMs, losesTail: true, consumersLoseMs: 100 });
    for (const slot of world.slots) if (which === "both" || slot.name.endsWith(which)) slot.loseMachine(forMs);
  },
  "gateway-outage": ({ gateway }, { answer, forMs }) => gateway.answerAll(answer, forMs),
  "desk-outage": ({ desk }, { answer, forMs }) => desk.answerAll(answer, forMs),
  "off-line": ({ gateway }, { forMs, isTold }) => gateway.goOffLine(forMs, isTold),
  "slow-disk"({ broker, timeline, slots }, { byMs, forMs }) {
    broker.syncsLaterByMs = byMs;
    for (const slot of slots) slot.isUnheard(forMs);
    timeline.after(forMs, () => {
      broker.syncsLaterByMs = 0;
    });
  },
  consumer({ broker }, { name }) {
    for (const durable of broker.durables.values()) if (durable.shape.name.startsWith(name)) durable.beginAnew();
  },
};

export function goWrong<K extends TimedFault["kind"]>(world: Breakable, fault: Of<K>): void {
  const cause: (world: Breakable, fault: Of<K>) => void = CAUSES[fault.kind as K];
  cause(world, fault);
}

function killBroker(
  { broker, timeline, slots, others }: Breakable,
  fault: Pick<Of<"broker">, "forMs" | "losesTail" | "consumersLoseMs">,
): void {
  if (!broker.isUp) return;
  broker.crash(fault);
  for (const slot of slots) slot.connection?.broke();
  others.broke();
  timeline.after(fault.forMs, () => broker.start());
}

const slotOf = (slots: readonly ProcessSlot[], name: Slot): ProcessSlot => slots.find((slot) => slot.name === name)!;
