import type { Consent, SubjectKind } from "@acolhe/database/privacy";

/** Everything about a person, by subject, in the order of the page. */
export interface AccessFile {
  readonly madeAt: string;
  readonly kind: SubjectKind;
  readonly sections: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly consents: readonly Consent[];
  /** Conversations of others who wrote for this person: they are theirs, so only the number is given. */
  readonly otherConversations: number;
}
