import type { Migration } from "kysely/migration";
import { up as foundation } from "./0001-foundation.ts";
import { up as staff } from "./0002-staff.ts";
import { up as people } from "./0003-people.ts";
import { up as care } from "./0004-care.ts";
import { up as leads } from "./0005-leads.ts";
import { up as clinic } from "./0006-clinic.ts";
import { up as readSide } from "./0007-read-side.ts";
import { up as patientLookup } from "./0008-patient-lookup.ts";
import { up as dailySums } from "./0009-daily-sums.ts";
import { up as contactsAndDeleted } from "./0010-contacts-and-deleted.ts";
import { up as handoffsByService } from "./0011-handoffs-by-service.ts";
import { up as exportsProgress } from "./0012-exports.ts";
import { up as otherSystems } from "./0013-other-systems.ts";
import { up as nextAppointment } from "./0014-next-appointment.ts";
import { up as serviceSynonyms } from "./0015-service-synonyms.ts";
import { up as panel } from "./0016-panel.ts";
import { up as inbox } from "./0017-inbox.ts";
import { up as peopleAtTheDesk } from "./0018-people-at-the-desk.ts";
import { up as agenda } from "./0019-agenda.ts";
import { up as access } from "./0020-access.ts";
import { up as records } from "./0021-records.ts";
import { up as privacy } from "./0022-privacy.ts";
import { up as retention } from "./0023-retention.ts";
import { up as panelCompleted } from "./0024-panel-completed.ts";
import { up as auditOnlyAddedTo } from "./0027-audit-only-added-to.ts";
import { up as alerts } from "./0031-alerts.ts";
import { up as holidayHours } from "./0032-holiday-hours.ts";

/** In the order they run. Only ever added to: a migration that ran somewhere is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-foundation": { up: foundation },
  "0002-staff": { up: staff },
  "0003-people": { up: people },
  "0004-care": { up: care },
  "0005-leads": { up: leads },
  "0006-clinic": { up: clinic },
  "0007-read-side": { up: readSide },
  "0008-patient-lookup": { up: patientLookup },
  "0009-daily-sums": { up: dailySums },
  "0010-contacts-and-deleted": { up: contactsAndDeleted },
  "0011-handoffs-by-service": { up: handoffsByService },
  "0012-exports": { up: exportsProgress },
  "0013-other-systems": { up: otherSystems },
  "0014-next-appointment": { up: nextAppointment },
  "0015-service-synonyms": { up: serviceSynonyms },
  "0016-panel": { up: panel },
  "0017-inbox": { up: inbox },
  "0018-people-at-the-desk": { up: peopleAtTheDesk },
  "0019-agenda": { up: agenda },
  "0020-access": { up: access },
  "0021-records": { up: records },
  "0022-privacy": { up: privacy },
  "0023-retention": { up: retention },
  "0024-panel-completed": { up: panelCompleted },
  "0027-audit-only-added-to": { up: auditOnlyAddedTo },
  "0031-alerts": { up: alerts },
  "0032-holiday-hours": { up: holidayHours },
};

/** After these, what was projected before lacks something that only a rebuild of the read side brings. */
export const REBUILT_AFTER: readonly string[] = [
  "0011-handoffs-by-service",
  "0013-other-systems",
  "0017-inbox",
  "0022-privacy",
];
