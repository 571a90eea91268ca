import type { Draft } from "../turn/draft.ts";
import { countTold, timesTold } from "../words/told.ts";

/*
 * What somebody said no to, when it was guessed that they want it, is not guessed again in this session, whatever their words
 * are read as.
 */

const key = (wish: string): string => `refused:${wish}`;

export const isRefused = (draft: Draft, wish: string): boolean => timesTold(draft, key(wish)) > 0;
export const refuse = (draft: Draft, wish: string): void => countTold(draft, key(wish));
