import type { Bus } from "@acolhe/bus";
import { Attempt, type ContactKey, isSilencing, Outcome, parseStoredInbound, Turn } from "@acolhe/events";

export interface RaceFigures {
  readonly seed: number;
  readonly races: number;
  /** S3: attempts of words the bot decided before a silencing control, found behind it in the log. Must be 0. */
  readonly attemptsAfterTakeover: number;
  /** Words of the bot that were handed to the gateway before the takeover was in the log. */
  readonly handedOverBefore: number;
  /** Of these, how many the gateway's queue could still be made to drop. */
  readonly deletedFromQueue: number;
  /** Words of the bot that the takeover kept from being sent: the two below together. */
  readonly heldBack: number;
  /** Whose turn came to the fence, was refused there, and says so in the log. */
  readonly refusedByFence: number;
  /** Of which the log says nothing: the sender never began with them. */
  readonly notBegun: number;
  /** Races in which a takeover did get into the log; the rest would prove nothing. */
  readonly takeovers: number;
  /** Races whose takeover no process would take, however often it was tried; they prove nothing either. */
  readonly takeoversNotAccepted: number;
  /** Takeovers that were accepted and are not in the log. Must be 0. */
  readonly takeoversLost: number;
}

interface Story {
  readonly controls: number[];
  readonly attempts: Array<{ readonly seq: number; readonly attempt: Attempt }>;
}

type Judged = Omit<RaceFigures, "races" | "deletedFromQueue" | "seed" | "takeoversNotAccepted" | "takeoversLost">;

/** Reads the whole log and compares sequences; nothing a process says of itself counts. */
export async function judgeRaces(bus: Bus): Promise<Judged & { readonly silenced: ReadonlySet<ContactKey> }> {
  const stories = new Map<string, Story>();
  for await (const { seq, subject, json } of everything(bus, "INBOUND")) {
    const parsed = parseStoredInbound(subject);
    if (!parsed || parsed.kind === "event") continue;
    const key = `${parsed.channel}.${parsed.contact}`;
    const story = stories.get(key) ?? { controls: [], attempts: [] };
    stories.set(key, story);
    if (parsed.kind === "attempt") story.attempts.push({ seq, attempt: Attempt.parse(json()) });
    else if (isSilencing((json() as { type: Parameters<typeof isSilencing>[0] }).type)) story.controls.push(seq);
  }
  const turns = new Map<number, Turn>();
  for await (const { seq, json } of everything(bus, "TURNS")) turns.set(seq, Turn.parse(json()));
  const superseded = new Set<string>();
  for await (const { subject, json } of everything(bus, "DELIVERY")) {
    const outcome = subject.endsWith(".outcome") ? Outcome.parse(json()) : null;
    if (outcome?.status === "superseded") superseded.add(`${outcome.turnSeq}/${outcome.index}`);
  }
  const withTakeover = [...stories].filter(([, { controls }]) => controls.length > 0);
  const silenced = new Set(withTakeover.map(([key]) => key.split(".")[1] as ContactKey));
  return { ...judge(stories, turns, superseded), silenced };
}

/** Pure, so that planted errors can show that it sees. */
export function judge(
  stories: ReadonlyMap<string, Story>,
  turns: ReadonlyMap<number, Turn>,
  /** `turn/index` of words the fence refused. */
  superseded: ReadonlySet<string>,
): Judged {
  let attemptsAfterTakeover = 0;
  let handedOverBefore = 0;
  let takeovers = 0;
  const attempted = new Set<string>();
  for (const { controls, attempts } of stories.values()) {
    const first = controls[0];
    if (first !== undefined) takeovers++;
    for (const { seq, attempt } of attempts) {
      const turn = turns.get(attempt.turnSeq);
      const command = turn?.commands[attempt.index];
      if (!turn || !command || !("author" in command) || command.author !== "bot") continue;
      attempted.add(`${attempt.turnSeq}/${attempt.index}`);
      const broken = controls.some((control) => control > turn.event.seq && control < seq);
      if (broken) attemptsAfterTakeover++;
      else if (first !== undefined && seq < first) handedOverBefore++;
    }
  }
  let refusedByFence = 0;
  let notBegun = 0;
  for (const [seq, turn] of turns)
    for (const [index, command] of turn.commands.entries()) {
      if (!("author" in command) || command.author !== "bot" || attempted.has(`${seq}/${index}`)) continue;
      if (superseded.has(`${seq}/${index}`)) refusedByFence++;
      else notBegun++;
    }
  const heldBack = refusedByFence + notBegun;
  return { attemptsAfterTakeover, handedOverBefore, heldBack, refusedByFence, notBegun, takeovers };
}

async function* everything(bus: Bus, stream: string) {
  const { state } = await bus.jsm.streams.info(stream);
  for (let from = Math.max(1, state.first_seq); from <= state.last_seq; ) {
    const batch = await bus.jsm.direct.getBatch(stream, { seq: from, batch: 1_000 });
    let last = from;
    for await (const message of batch) {
      last = Math.max(last, message.seq);
      yield { seq: message.seq, subject: message.subject, json: () => message.json<unknown>() };
    }
    from = last + 1;
  }
}
