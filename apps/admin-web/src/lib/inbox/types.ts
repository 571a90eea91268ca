import type { components } from "@acolhe/admin-client";

type Schemas = components["schemas"];
export type Row = Schemas["ConversationListed"];
export type Conversation = Schemas["Conversation"];
export type Mode = Row["mode"];
export type Item = Schemas["Timeline"]["items"][number];
export type Message = Schemas["TimelineMessage"];
export type Turn = Schemas["TimelineTurn"];
export type Handoff = Schemas["TimelineHandoff"];
export type Note = Schemas["TimelineNote"];
export type Why = Schemas["Why"];
export type LearnedValue = Schemas["LearnedValue"];

/** Which conversation: a number of the clinic's and who writes to it. */
export interface Ref {
  readonly channel: string;
  readonly contact: string;
}
