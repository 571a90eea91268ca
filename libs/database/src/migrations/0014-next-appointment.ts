import { type Kysely, sql } from "kysely";

/**
 * An appointment may say where its video call is. Who asks for their next one is told with whom it is, where, and that;
 * one under way is the next until it ends, because who is late asks about it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table appointments add column link text check (length(link) <= 500)`.execute(db);
  // The function is what it was, but for what it tells of the next appointment.
  await sql`
    do $$
    declare
      before text := pg_get_functiondef('lookup.patient_card(text)'::regprocedure);
      told text := replace(replace(replace(before,
        $old$left(services.texts #>> '{pt,name}', 120)) as appointment$old$,
        $new$left(services.texts #>> '{pt,name}', 120),
          'professional', left(professionals.name, 120),
          'modality', case appointments.modality when 'online' then 'video' else 'clinic' end,
          'link', appointments.link) as appointment$new$),
        $old$join services on services.id = appointments.service_id$old$,
        $new$join services on services.id = appointments.service_id
          join professionals on professionals.id = appointments.professional_id$new$),
        $old$starts_at > now()$old$, $new$ends_at > now()$new$);
    begin
      execute told;
    end $$`.execute(db);
}
