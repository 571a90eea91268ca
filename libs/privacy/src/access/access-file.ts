import type { Consent, SubjectKind } from "@acolhe/database/privacy";

/** Everything about a person, by subject, in the order of the page. */
export interface AccessFile {
  readonly madeAt: string;
  readonly kind: SubjectKind;
  readonly sections: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly consents: readonly Consent[];
  /** Conversations of somebody else who wrote for this person: theirs, so only how many there are. */
  readonly otherConversations: number;
}
