/** What a timeline shows of some messages beside their words; of most there is nothing. Kept as JSON. */
export interface MessageDetails {
  /** The gateway's id of the message that this one answers, or reacts to. */
  readonly quotes?: string;
  readonly reactsTo?: string;
  /** Of what was offered: what may be chosen, or which of it was. */
  readonly options?: readonly { readonly id: string; readonly label: string; readonly description?: string }[];
  readonly choiceId?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly seconds?: number;
  readonly voiceNote?: boolean;
  readonly viewOnce?: boolean;
  readonly forwarded?: boolean;
  /** It answers the clinic's story. */
  readonly statusReply?: boolean;
  /** Title of the advertisement over which the patient came. */
  readonly ad?: string;
  /** Who of the clinic wrote it, and where. */
  readonly attendant?: { readonly source: "chatwoot" | "panel"; readonly id: string };
}
