import { createHash } from "node:crypto";
import type { ErasureRow, KeptByLaw } from "@acolhe/database/privacy";
import type { Plan } from "./erase/plan.ts";
import type { Searched } from "./erase/verify.ts";
import { searchedNames } from "./needles.ts";
import { STORES } from "./stores.ts";

/** What proves an erasure. It names no person, so it may be kept for good. */
export interface Certificate {
  readonly erasure: string;
  readonly kind: string;
  readonly requestedAt: string;
  readonly decidedAt: string | null;
  readonly endedAt: string;
  readonly reason: string;
  /** SHA-256 of the erasure's id and the subject: a person who knows what was asked for can compute it again. */
  readonly subjectHash: string;
  readonly conversations: number;
  /** Of another person, who stays and wrote for this one too. */
  readonly sharedConversations: number;
  readonly stores: readonly StoreLine[];
  readonly keptByLaw: KeptByLaw | null;
  readonly searchedFor: readonly string[];
  /** A name of one word, or that another person has: not searched for. */
  readonly namesNotSearched: boolean;
  readonly outside: readonly string[];
  readonly rounds: number;
}

interface StoreLine extends Omit<Searched, "store"> {
  readonly store: string;
  readonly removed: number;
  /** What the list of stores says of it. */
  readonly erasure: string;
}

export function certify(options: {
  readonly row: ErasureRow;
  readonly plan: Plan;
  readonly searched: readonly Searched[];
  readonly endedAt: string;
  readonly reason: string;
  readonly hasDesk: boolean;
}): Certificate {
  const { row, plan, searched, endedAt, reason, hasDesk } = options;
  const counts = row.counts as Readonly<Record<string, number>>;
  const { person } = plan;
  return {
    erasure: row.id,
    kind: row.subjectKind,
    requestedAt: row.createdAt,
    decidedAt: row.decidedAt,
    endedAt,
    reason,
    subjectHash: createHash("sha256").update(`${row.id}/${row.subject}`).digest("hex"),
    conversations: plan.refs.length,
    sharedConversations: plan.shared.length,
    stores: searched.map((line) => ({
      ...line,
      removed: countOf(counts, line.store),
      erasure: decisionOn(line.store),
    })),
    keptByLaw: plan.kept ?? null,
    searchedFor: [
      ...(person.patients.length + person.guardians.length > 0 ? ["número do cadastro"] : []),
      ...(person.cpfs.length > 0 ? ["CPF"] : []),
      ...(plan.refs.length + person.phones.length > 0 ? ["telefone"] : []),
      ...(person.emails.length > 0 ? ["e-mail"] : []),
      ...(searchedNames(person).length > 0 ? ["nome completo"] : []),
    ],
    namesNotSearched: searchedNames(person).length < person.names.length,
    outside: [
      ...STORES.filter(({ kind }) => kind === "outside").map(({ name, erasure }) => `${name}: ${erasure}`),
      ...(hasDesk ? [] : ["chatwoot: nenhuma mesa de atendimento está configurada"]),
    ],
    rounds: plan.rounds,
  };
}

/** Buckets and object stores are streams of the broker, with a prefix. */
const plain = (store: string) => store.replace(/^(?:KV|OBJ)_/, "").replace(/^read_next\./, "read.");
const countOf = (counts: Readonly<Record<string, number>>, store: string) => counts[plain(store)] ?? 0;
const decisionOn = (store: string) => STORES.find(({ name }) => name === plain(store))?.erasure ?? "—";

/** The certificate as a page to print or send. */
export function certificateText(certificate: Certificate): string {
  const { keptByLaw, stores } = certificate;
  const touched = stores.filter(({ removed, mentions, afterwards }) => removed + mentions + afterwards > 0);
  const looked = stores.reduce((sum, line) => sum + line.looked, 0);
  return [
    "# Certificado de apagamento de dados pessoais",
    "",
    `Pedido ${certificate.erasure}, feito em ${day(certificate.requestedAt)} e concluído em ${day(certificate.endedAt)}.`,
    `Motivo: ${certificate.reason}`,
    `Conferência do titular (SHA-256): ${certificate.subjectHash}`,
    "",
    "## O que foi apagado",
    "",
    ...touched
      .filter(({ removed }) => removed > 0)
      .map(({ store, removed, erasure }) => `- ${store}: ${removed} (${erasure})`),
    ...(touched.some(({ removed }) => removed > 0) ? [] : ["- nada havia"]),
    "",
    "## O que fica por lei",
    "",
    keptByLaw
      ? `- ${keptByLaw.appointments} atendimento(s) realizado(s), com nome, CPF e nascimento guardados à parte até ${day(keptByLaw.until)}. Base legal: ${keptByLaw.basis}.`
      : "- nada",
    "",
    "## Conferência",
    "",
    `Foram olhados ${looked} registros em ${stores.length} lugares, à procura de: ${certificate.searchedFor.join(", ")}.`,
    "Nada da pessoa foi encontrado, fora o que está nesta página.",
    ...(certificate.namesNotSearched
      ? ["O nome não foi procurado por inteiro: é de uma palavra só, ou outra pessoa tem o mesmo."]
      : []),
    ...touched
      .filter(({ mentions }) => mentions > 0)
      .map(
        ({ store, mentions }) => `- ${store}: ${mentions} menção(ões) em registros de outras pessoas, que são delas`,
      ),
    ...touched
      .filter(({ afterwards }) => afterwards > 0)
      .map(
        ({ store, afterwards }) =>
          `- ${store}: ${afterwards} registro(s) de mensagens que a pessoa mandou depois, como contato novo`,
      ),
    "",
    "## O que não depende deste sistema",
    "",
    ...certificate.outside.map((line) => `- ${line}`),
    "",
  ].join("\n");
}

const day = (instant: string): string => instant.slice(0, 10).split("-").reverse().join("/");
