import { type Kysely, sql } from "kysely";

/** What is deleted when it is old: how far each rule has come, and what the append-only tables allow it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- How far each rule has come. What lies before the cutoff is gone for good, also from what a rebuild reads; where the
    -- end is the epoch, or old, the deleting of it was broken off.
    create table retention_sweeps (
      rule text primary key check (rule ~ '^[a-z]+$'),
      cutoff timestamptz(3) not null,
      ended_at timestamptz(3) not null,
      deleted bigint not null check (deleted >= 0)
    );

    -- Only ever added to, until it is old. Half a year is what the law asks of a log of access (Marco Civil, art. 15).
    drop trigger append_only on audit;
    create trigger append_only before update on audit for each row execute function refuse_change();
    create trigger append_only_while_young before delete on audit for each row
      when (old.at > now() - interval '180 days') execute function refuse_change();
    drop trigger append_only on merges;
    create trigger append_only before update on merges for each row execute function refuse_change();
    create trigger append_only_while_young before delete on merges for each row
      when (old.merged_at > now() - interval '30 days') execute function refuse_change();
    drop trigger append_only on merge_undos;
    create trigger append_only before update on merge_undos for each row execute function refuse_change();
    create trigger append_only_while_young before delete on merge_undos for each row
      when (old.undone_at > now() - interval '30 days') execute function refuse_change();

    -- Rows are written nearly in the order of their instants: what is old is found by a few pages of index.
    create index messages_by_age on read.messages using brin (at);
    create index turns_by_age on read.turns using brin (decided_at);
    create index deliveries_by_age on read.deliveries using brin (first_at);
  `.execute(db);
}
