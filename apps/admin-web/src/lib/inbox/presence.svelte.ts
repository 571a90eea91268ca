import { api } from "#lib/api/client.ts";
import { live } from "#lib/live/live.svelte.ts";
import { session } from "#lib/session/session.svelte.ts";
import type { Ref } from "./types.ts";

interface Present {
  readonly channel: string;
  readonly contactKey: string;
  readonly userId: string;
  readonly name: string;
  readonly state: "looking" | "typing";
}

/** The API forgets a person after 30 s; one word in between may be lost. */
const SAY_AGAIN_MS = 12_000;
/** Typing that paused for so long is looking. */
const TYPING_MS = 6_000;

/** Who of the team is at which conversation now. The stream tells it whole each time. */
class Presence {
  #people = $state.raw<readonly Present[]>([]);

  constructor() {
    live.onChange((change) => {
      if (change.type === "presence") this.#people = (change.people ?? []) as readonly Present[];
    });
  }

  /** Colleagues at a conversation, without oneself. */
  at({ channel, contact }: Ref): readonly Present[] {
    return this.#people.filter(
      (one) => one.channel === channel && one.contactKey === contact && one.userId !== session.me?.id,
    );
  }
}

export const presence = new Presence();

/** Tells the team where this person is, until `leave`. That it fails is no matter: the next word comes soon. */
export class Announcer {
  readonly #ref: Ref;
  readonly #timer: ReturnType<typeof setInterval>;
  #typedAtMs = 0;
  #told: "looking" | "typing" | undefined;

  constructor(ref: Ref) {
    this.#ref = ref;
    this.#timer = setInterval(() => {
      if (!document.hidden) this.#say(Date.now() - this.#typedAtMs < TYPING_MS ? "typing" : "looking");
    }, SAY_AGAIN_MS);
    this.#say("looking");
  }

  typed(): void {
    this.#typedAtMs = Date.now();
    if (this.#told !== "typing") this.#say("typing");
  }

  /** Sent or emptied: no longer typing. */
  paused(): void {
    this.#typedAtMs = 0;
    if (this.#told === "typing") this.#say("looking");
  }

  leave(): void {
    clearInterval(this.#timer);
    this.#tell("gone");
  }

  #say(state: "looking" | "typing"): void {
    this.#told = state;
    this.#tell(state);
  }

  #tell(state: "looking" | "typing" | "gone"): void {
    if (!session.can("notePresence")) return;
    const params = { path: this.#ref };
    void api
      .POST("/api/v1/conversations/{channel}/{contact}/presence", { params, body: { state } })
      .catch(() => undefined);
  }
}
