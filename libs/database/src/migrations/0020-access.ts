import { type Kysely, sql } from "kysely";

/** How often a secret may still be guessed at, the devices that are known, and passwords that are good for some days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- What is counted is only known by its hash: an account, an address, both together, a device.
    create table guesses (
      key bytea primary key check (length(key) = 32),
      left_over integer not null check (left_over >= 0),
      resets_at timestamptz(3) not null,
      -- What an administrator gives back to an account: its own counts, and those of the addresses it was tried from.
      account bytea check (length(account) = 32),
      address bytea check (length(address) = 32)
    );
    create index guesses_of_account on guesses (account) where account is not null;
    create index guesses_by_end on guesses (resets_at);

    -- A browser in which a user has logged in before. Several users may share one.
    create table known_devices (
      hash bytea not null check (length(hash) = 32),
      user_id uuid not null references users on delete cascade,
      expires_at timestamptz(3) not null,
      primary key (hash, user_id)
    );
    create index known_devices_of_user on known_devices (user_id);
    create index known_devices_by_end on known_devices (expires_at);

    -- Of a password that an administrator handed out; absent for one that the user chose.
    alter table users add column password_expires_at timestamptz(3);
  `.execute(db);
}
