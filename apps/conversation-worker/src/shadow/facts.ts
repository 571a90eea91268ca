import type { ContactKey, Facts, LogEvent } from "@acolhe/events";
import type { GatherFacts } from "../gather/gather-facts.ts";
import type { Recorded, RecordedTurns } from "./recorded.ts";

/** What the world outside the log said: the clinic's records, its settings, and which message was meant. */
type World = Omit<Facts, "now" | "understanding" | "hours" | "model">;

/**
 * The world as it was when an event was decided: its clock, and what was looked up. Both are those of the event's recorded
 * decision; of an event without one, the clock of the log and what was last looked up for the contact.
 */
export class ShadowWorld {
  readonly #resumed: RecordedTurns["resumed"];
  readonly #last = new Map<ContactKey, World>();
  #event: LogEvent | undefined;
  #recorded: Recorded | undefined;
  #now = 0;

  constructor({ resumed }: Pick<RecordedTurns, "resumed">) {
    this.#resumed = resumed;
  }

  readonly now = (): number => this.#now;

  /** The event that is decided next, stored at an instant. */
  begin(event: LogEvent | undefined, storedAtMs: number, recorded: Recorded | undefined): void {
    this.#event = event;
    this.#recorded = recorded;
    this.#now = recorded?.facts.now ?? storedAtMs;
  }

  /** What was last looked up for a contact. */
  remember(contact: ContactKey, facts: Facts): void {
    // What one message points at, or whether it is a voice note, says nothing of the next.
    const { about: _, transcription: __, ...world } = worldOf(facts);
    this.#last.set(contact, world);
  }

  /** The worker's own gathering, in the world as it was. */
  around(gather: GatherFacts): GatherFacts {
    return async (state, event) => {
      // Another one than the event in hand is one that waited for it.
      const recorded = event.id === this.#event?.id ? this.#recorded : this.#resumed.get(event.id);
      if (recorded) this.#now = recorded.facts.now;
      const { flow, facts } = await gather(state, event);
      const world = recorded ? worldOf(recorded.facts) : (this.#last.get(event.contact) ?? {});
      if (recorded) this.remember(event.contact, recorded.facts);
      const { now, understanding } = facts;
      // A flow that is the same has the same hours, as staff had set them then.
      const hours = recorded?.flow === flow.version ? recorded.facts.hours : facts.hours;
      const asks = understanding && mayAskModel(world, recorded?.facts);
      return {
        flow,
        facts: {
          now,
          ...(understanding ? { understanding } : {}),
          ...(asks ? { model: true as const } : {}),
          ...world,
          ...(hours ? { hours } : {}),
        },
      };
    };
  }
}

/** Said only beside an understanding; where it was, what was said counts. */
const mayAskModel = ({ outside }: World, recorded: Facts | undefined): boolean =>
  recorded?.understanding ? recorded.model === true : outside?.model === true;

function worldOf(facts: Facts): World {
  const { now: _, understanding: __, hours: ___, model: ____, ...world } = facts;
  return world;
}
