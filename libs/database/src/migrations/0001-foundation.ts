import { type Kysely, sql } from "kysely";

/** Extensions, and the functions that tables lean on: how people's names, numbers and changes are treated. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create extension if not exists pg_trgm;
    create extension if not exists unaccent;
    create extension if not exists btree_gist;

    -- The two-argument form names its dictionary, so nothing but the text decides the result: hence immutable.
    create function fold(value text) returns text
      language sql immutable strict parallel safe
      return lower(unaccent('public.unaccent'::regdictionary, value));

    create function digits(value text) returns text
      language sql immutable strict parallel safe
      return regexp_replace(value, '\\D', '', 'g');

    -- Check digits of a CPF: weighted sums modulo 11 (Receita Federal); eleven equal digits are never issued.
    create function is_cpf(value text) returns boolean language plpgsql immutable strict parallel safe as $$
    declare
      sum integer;
    begin
      if value !~ '^\\d{11}$' or value ~ '^(\\d)\\1{10}$' then return false; end if;
      for check_at in 10..11 loop
        sum := 0;
        for i in 1..check_at - 1 loop
          sum := sum + substr(value, i, 1)::integer * (check_at + 1 - i);
        end loop;
        if substr(value, check_at, 1)::integer <> (sum * 10) % 11 % 10 then return false; end if;
      end loop;
      return true;
    end $$;

    -- Optimistic locking: every change counts, no matter who makes it.
    create function count_version() returns trigger language plpgsql as $$
    begin
      new.version := old.version + 1;
      new.updated_at := now();
      return new;
    end $$;

    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
    end $$;
  `.execute(db);
}
