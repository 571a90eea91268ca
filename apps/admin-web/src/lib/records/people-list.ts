import { createInfiniteQuery, keepPreviousData } from "@tanstack/svelte-query";
import { clinicDay } from "#lib/format/dates.ts";
import { now } from "#lib/format/now.svelte.ts";
import { keys } from "#lib/live/keys.ts";
import { type GuardianQuery, type Kind, listPeople, type PatientQuery, type PeoplePage } from "./people.ts";

export const today = (): string => clinicDay(now.ms);

/** A list of people as it is asked for now, page after page. */
export const createPeopleList = <R>(kind: Kind, query: () => PatientQuery | GuardianQuery) =>
  createInfiniteQuery(() => {
    const asked = query();
    return {
      queryKey: keys[kind]("list", asked),
      queryFn: ({ pageParam }: { pageParam: string }) =>
        listPeople(kind, { ...asked, ...(pageParam ? { cursor: pageParam } : {}) }) as Promise<PeoplePage<R>>,
      initialPageParam: "",
      getNextPageParam: (last: PeoplePage<R>) => last.next ?? undefined,
      placeholderData: keepPreviousData,
    };
  });
