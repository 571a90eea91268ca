import { time, weekday } from "#lib/format/dates.ts";
import { m } from "#lib/paraglide/messages.js";
import type { Appointment } from "./columns.ts";
import { LOOKS } from "./states.ts";

/** seg., 30, 10:00 */
export const whenText = ({ startsAt }: { startsAt: string }): string => `${weekday(startsAt)}, ${time(startsAt)}`;

/** 10:00–10:50 */
export const hoursText = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string =>
  `${time(startsAt)}–${time(endsAt)}`;

/** An appointment in one sentence, for who does not see where it stands. */
export const spoken = (row: Appointment): string =>
  [
    hoursText(row),
    row.patient,
    row.service,
    m.agenda_with({ professional: row.professional }),
    LOOKS[row.state].label(),
  ].join(", ");
