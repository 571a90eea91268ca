import { TABLES } from "@acolhe/database/privacy";
import { type BUCKETS, DELIVERY, INBOUND, MEDIA, SHADOW, TURNS } from "@acolhe/events";

/*
 * Every place that can hold a person's data. A test compares it with the database's schema and with what the broker
 * is set up with, and docs/privacy.md is made from it.
 */

type StoreKind = "stream" | "bucket" | "objects" | "table" | "cache" | "desk" | "file" | "outside";

export interface Store {
  readonly kind: StoreKind;
  readonly name: string;
  readonly holds: "person" | "staff" | "none";
  /** What of a person is there, and what becomes of it in an erasure. In Portuguese, as the certificate says it. */
  readonly erasure: string;
}

const BUCKET_DECISIONS: Readonly<Record<keyof typeof BUCKETS, Pick<Store, "holds" | "erasure">>> = {
  identity: { holds: "person", erasure: "nomes e junções do contato apagados, com as marcas" },
  channels: { holds: "none", erasure: "—" },
  gateway: { holds: "none", erasure: "—" },
  begun: { holds: "none", erasure: "—" },
  heard: { holds: "none", erasure: "—" },
  held: { holds: "person", erasure: "entrada apagada, com a marca" },
  sending: { holds: "staff", erasure: "—" },
  plain: { holds: "none", erasure: "—" },
  spools: { holds: "none", erasure: "—" },
  handlings: { holds: "none", erasure: "—" },
  flows: { holds: "none", erasure: "—" },
  clinic: { holds: "none", erasure: "—" },
  logging: { holds: "none", erasure: "—" },
  "set-aside": { holds: "none", erasure: "—" },
  mirror: { holds: "person", erasure: "entrada apagada, com a marca" },
  secrets: { holds: "none", erasure: "—" },
};

export const STORES: readonly Store[] = [
  {
    kind: "stream",
    name: INBOUND.name,
    holds: "person",
    erasure: "mensagens, controles, tentativas e horários marcados do contato apagados",
  },
  { kind: "stream", name: TURNS.name, holds: "person", erasure: "decisões do contato apagadas" },
  { kind: "stream", name: DELIVERY.name, holds: "person", erasure: "entregas e recibos do contato apagados" },
  {
    kind: "stream",
    name: SHADOW.name,
    holds: "person",
    erasure: "todas as comparações apagadas; podem ser feitas de novo e somem em três dias",
  },
  ...Object.entries(BUCKET_DECISIONS).map(([name, decision]): Store => ({ kind: "bucket", name, ...decision })),
  { kind: "objects", name: MEDIA.name, holds: "person", erasure: "arquivos do contato apagados" },
  ...Object.entries(TABLES).map(([name, decision]): Store => ({ kind: "table", name, ...decision })),
  { kind: "cache", name: "redis", holds: "person", erasure: "chaves do contato apagadas; expiram em até uma hora" },
  { kind: "desk", name: "chatwoot", holds: "person", erasure: "contato apagado, com as conversas" },
  {
    kind: "file",
    name: "spool",
    holds: "person",
    erasure: "só enquanto o servidor de mensagens está fora; o que sai dele depois conta como mensagem nova",
  },
  { kind: "file", name: "import", holds: "none", erasure: "planilhas são lidas sem ficar em disco" },
  { kind: "file", name: "export", holds: "none", erasure: "arquivos são entregues sem ficar guardados" },
  {
    kind: "outside",
    name: "whatsapp",
    holds: "person",
    erasure: "fora do alcance: o aparelho da clínica e o WhatsApp guardam a própria cópia, que a equipe apaga à mão",
  },
  {
    kind: "outside",
    name: "backups",
    holds: "person",
    erasure:
      "fora do alcance: cópias de segurança somem no prazo delas; os códigos do apagamento impedem que voltem às listas",
  },
];
