import { type Kysely, sql } from "kysely";

/**
 * What happened, projected from the streams. Every row is a function of one stream's records in their order, and its
 * key is made of stream sequences or of ids that the records carry. So a record that comes again changes nothing, and
 * a rebuild gives the same rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The last record of each stream whose rows are committed; written in the same transaction as the rows.
    create table read.checkpoints (
      stream text primary key,
      seq bigint not null,
      stored_at timestamptz(3)
    );

    -- Records that could not be projected. What they say stays in the stream.
    create table read.set_aside (
      stream text not null,
      seq bigint not null,
      reason text not null,
      stored_at timestamptz(3) not null,
      primary key (stream, seq)
    );

    -- From TURNS: how each conversation stands after its last turn.
    create table read.conversations (
      channel text not null,
      contact_key text collate "C" not null,
      first_turn_seq bigint not null,
      turn_seq bigint not null,
      turn_count integer not null,
      name text,
      search_name text collate "C" not null generated always as (fold(coalesce(name, ''))) stored,
      step text,
      mode text not null,
      human_until timestamptz(3),
      language text not null,
      flow_version text,
      opted_out boolean not null,
      parked_since timestamptz(3),
      merged_into text,
      last_message_at timestamptz(3) not null,
      last_patient_at timestamptz(3),
      last_answer_at timestamptz(3),
      -- Since when the patient's words have no answer, from bot or staff.
      unanswered_since timestamptz(3),
      -- Since when the patient waits for a person.
      waiting_since timestamptz(3),
      session_seq bigint,
      primary key (channel, contact_key)
    );
    create unique index conversations_first_turn on read.conversations (first_turn_seq);
    create index conversations_by_time on read.conversations (last_message_at, first_turn_seq);
    create index conversations_in_mode on read.conversations (mode, last_message_at, first_turn_seq);
    create index conversations_waiting on read.conversations (waiting_since, first_turn_seq)
      where waiting_since is not null;
    create index conversations_name_parts on read.conversations using gin (search_name gin_trgm_ops);
    create index conversations_contact_parts on read.conversations using gin (contact_key gin_trgm_ops);

    -- From TURNS: one decision.
    create table read.turns (
      turn_seq bigint primary key,
      channel text not null,
      contact_key text collate "C" not null,
      decided_at timestamptz(3) not null,
      lane text not null,
      outcome text not null,
      rule text not null,
      engine_version text not null,
      flow_version text not null,
      event_id text not null,
      event_type text not null,
      event_seq bigint not null,
      -- The turn before, which caused the state this one began with.
      previous_turn_seq bigint not null,
      step text,
      mode text not null,
      command_count smallint not null,
      trace_id text
    );
    create index turns_of_contact on read.turns (channel, contact_key, decided_at, turn_seq);

    -- Of patients and of the clinic's phone from INBOUND (id: the event's), of bot and attendants from TURNS (id: turn
    -- and command).
    create table read.messages (
      channel text not null,
      contact_key text collate "C" not null,
      id text collate "C" not null,
      author text not null check (author in ('patient', 'bot', 'attendant', 'phone', 'system')),
      at timestamptz(3) not null,
      kind text not null,
      text text not null,
      media jsonb,
      inbound_seq bigint,
      turn_seq bigint,
      command_index smallint,
      message_id text,
      edited_at timestamptz(3),
      revoked_at timestamptz(3),
      primary key (channel, contact_key, id),
      check ((inbound_seq is null) = (turn_seq is not null)),
      check ((turn_seq is null) = (command_index is null))
    );
    create index messages_of_contact on read.messages (channel, contact_key, at, id);
    create index messages_of_gateway on read.messages (channel, message_id) where message_id is not null;
    create index messages_by_arrival on read.messages (inbound_seq) where inbound_seq is not null;

    -- From DELIVERY: how far each command came. The status only ever climbs.
    create table read.deliveries (
      turn_seq bigint not null,
      command_index smallint not null,
      channel text not null,
      contact_key text collate "C" not null,
      lane text not null,
      status text not null,
      rank smallint not null,
      attempts smallint not null,
      code text,
      settled_as text,
      evidence text,
      message_id text,
      first_at timestamptz(3) not null,
      accepted_at timestamptz(3),
      sent_at timestamptz(3),
      received_at timestamptz(3),
      read_at timestamptz(3),
      changed_seq bigint not null,
      primary key (turn_seq, command_index)
    );
    create index deliveries_by_message on read.deliveries (channel, message_id) where message_id is not null;
    create index deliveries_by_change on read.deliveries (changed_seq);

    -- From DELIVERY: receipts of messages whose outcome is not known yet, and of those that are not ours.
    create table read.early_receipts (
      channel text not null,
      message_id text not null,
      kind text not null,
      rank smallint not null,
      code text,
      sent_at timestamptz(3),
      received_at timestamptz(3),
      read_at timestamptz(3),
      seq bigint not null,
      primary key (channel, message_id)
    );

    -- From TURNS: a person was asked to come.
    create table read.handoffs (
      turn_seq bigint not null,
      command_index smallint not null,
      channel text not null,
      contact_key text collate "C" not null,
      session_seq bigint,
      asked_at timestamptz(3) not null,
      reason text not null,
      team text not null,
      priority text not null,
      summary jsonb not null,
      first_human_at timestamptz(3),
      resolved_at timestamptz(3),
      primary key (turn_seq, command_index)
    );
    create index handoffs_of_contact on read.handoffs (channel, contact_key, asked_at);
    create index handoffs_open on read.handoffs (channel, contact_key) where resolved_at is null;

    -- From TURNS: one stretch of talk, as the engine counts them. Its number is that of its first turn.
    create table read.sessions (
      session_seq bigint primary key,
      channel text not null,
      contact_key text collate "C" not null,
      started_at timestamptz(3) not null,
      service text not null,
      lead_seq bigint,
      handoff_seq bigint,
      first_reply_ms integer,
      -- Where the conversation stands since when, to know how long it stood there.
      step text,
      step_since timestamptz(3),
      -- {"<step>": {"left": how often, "ms": how long in all}}
      steps jsonb not null
    );
    create index sessions_of_contact on read.sessions (channel, contact_key, session_seq);

    -- Sums of the rows above by hour, which is all that analytics read. Hours are of UTC.
    create table read.hourly (
      measure text not null,
      channel text not null,
      hour timestamptz(0) not null,
      service text not null,
      label text not null,
      count bigint not null,
      total_ms bigint not null,
      primary key (measure, channel, hour, service, label)
    );

    -- A lead is what one session brought; a later capture of the same session completes it.
    alter table read.leads add column kind text, add column language text;
  `.execute(db);
}
