import { createPaged } from "#lib/api/paged.ts";
import { clinicDay } from "#lib/format/dates.ts";
import { now } from "#lib/format/now.svelte.ts";
import { keys } from "#lib/live/keys.ts";
import { type GuardianQuery, type Kind, listPeople, type PatientQuery, type PeoplePage } from "./people.ts";

export const today = (): string => clinicDay(now.ms);

/** A list of people as it is asked for now. */
export const createPeopleList = <R>(kind: Kind, query: () => PatientQuery | GuardianQuery) =>
  createPaged(() => {
    const asked = query();
    return {
      key: keys[kind]("list", asked),
      read: (after) => listPeople(kind, { ...asked, ...after }) as Promise<PeoplePage<R>>,
    };
  });
