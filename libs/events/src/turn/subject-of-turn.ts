import { askingSubject, turnSubject } from "../subjects.ts";
import type { Turn } from "./turn.ts";

/** Where a turn is stored: with those of its lane, or among those that ask for slow work. */
export const subjectOfTurn = (turn: Pick<Turn, "channel" | "contact" | "lane" | "commands">): string =>
  turn.commands.some(({ type }) => type === "lookup") ? askingSubject(turn) : turnSubject(turn, turn.lane);
