import { z } from "zod";
import { list, text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

const options = () => list(z.object({ name: z.string() }).transform(({ name }) => name));

export const pollKind = contentKind(
  "poll",
  { question: text(), options: options() },
  ({ question, options: names }) => ({
    content: { kind: "poll", question: question ?? "", options: names ?? [] },
    spoken: question ?? "",
  }),
);

export const pollVoteKind = contentKind(
  "pollVote",
  { pollMessageId: text(), options: options() },
  ({ pollMessageId, options: names }) =>
    pollMessageId === undefined
      ? undefined
      : { content: { kind: "poll-vote", pollMessageId, options: names ?? [] }, spoken: "" },
);
