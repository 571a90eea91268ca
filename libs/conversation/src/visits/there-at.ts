import { DateTime } from "luxon";
import { fold } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { visitsOf } from "./meant.ts";

/** "Chego umas 10:45", "llegamos a las 10:45", "I'll be there 10:45 probably": when they will be there. Folded. */
const THERE_AT =
  /(?<![a-z])(?:cheg(?:o|amos|aremos|arei|ar|ando)|estar(?:ei|emos) ai|lleg(?:o|amos|are|aremos|ar|ando)|estar(?:e|emos) ahi|(?:be|get|getting|arriv(?:e|ing)) (?:there|in)|there|arriv(?:e|ing))(?: (?:ai|la|ahi|alla|so|solo|only|probably|acho que|creo que|por volta|d[aeo]s?|as|a|las|como|tipo|umas|uns|unas|sobre|at|by|around|about|like|perto|cerca|pelas))* (\d{1,2})[:h.](\d{2})(?!\d)/;
const HOURS_MAX = 3;

/** Whether they will be there when a visit of today has begun: late, in whatever words. */
export function comesAfterBeginning(draft: Draft, text: string): boolean {
  const [, hour, minute] = THERE_AT.exec(fold(text)) ?? [];
  if (hour === undefined) return false;
  const zone = draft.facts.hours?.timeZone ?? draft.flow.head.hours.timeZone;
  const today = DateTime.fromMillis(draft.now, { zone });
  return visitsOf(draft).some(({ at }) => {
    const visit = DateTime.fromMillis(at, { zone });
    if (!visit.hasSame(today, "day")) return false;
    // "Às 3:10" may be in the afternoon.
    const after = [Number(hour), Number(hour) + 12].map(
      (one) => one * 60 + Number(minute) - visit.hour * 60 - visit.minute,
    );
    return after.some((minutes) => minutes > 0 && minutes <= HOURS_MAX * 60);
  });
}
