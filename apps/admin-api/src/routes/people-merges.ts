import { isDeepStrictEqual } from "node:util";
import {
  countMoves,
  type Db,
  type FieldValues,
  findRow,
  mergeClashes,
  mergeFields,
  mergePeople,
  type PersonKind,
  sharedRelations,
  stricter,
  type UndoOutcome,
  undoMerge,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { fieldName } from "../history-sentences.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { MERGE_UNDO_DAYS } from "../limits.ts";
import { Id } from "../schemas/common.ts";
import {
  GuardianMergeInput,
  MergedGuardian,
  MergedPatient,
  MergePreview,
  MergePreviewInput,
  PatientMergeInput,
  UnmergedGuardians,
  UnmergedPatients,
} from "../schemas/people-merge.ts";
import type { Sentence } from "../sentences/catalogue.ts";
import type { Deps } from "./deps.ts";
import { WORDS, wholeGuardian, wholePatient } from "./people-records.ts";
import { ById, whyNotChanged } from "./records.ts";

export function addPeopleMergeRoutes(app: FastifyInstance, deps: Deps): void {
  for (const kind of ["patients", "guardians"] as const) {
    addPreview(app, deps, kind);
    addMerge(app, deps, kind);
    addUndo(app, deps, kind);
  }
}

const kindOf = (kind: PersonKind) => ({
  ...WORDS[kind],
  at: `/api/v1/${kind}`,
  // The guardian's shapes are the patient's without what only patients have.
  whole: (kind === "patients" ? wholePatient : wholeGuardian) as typeof wholePatient,
  Input: (kind === "patients" ? PatientMergeInput : GuardianMergeInput) as typeof PatientMergeInput,
  Merged: (kind === "patients" ? MergedPatient : MergedGuardian) as typeof MergedPatient,
  Unmerged: (kind === "patients" ? UnmergedPatients : UnmergedGuardians) as typeof UnmergedPatients,
});

function addPreview(app: FastifyInstance, deps: Deps, kind: PersonKind): void {
  const { one, One, tag, at } = kindOf(kind);
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/:id/merge/preview`,
    id: `preview${One}Merge`,
    summary: "What a merge would do: field by field, and what would move",
    tag,
    reads: true,
    params: ById,
    body: MergePreviewInput,
    answer: MergePreview,
    async handle({ params: { id }, body: { absorbedId }, db, audit }) {
      assertTwo(id, absorbedId);
      const kept = await personThere(db, kind, id);
      const other = await personThere(db, kind, absorbedId);
      for (const entityId of [id, absorbedId]) audit({ action: "read", entity: one, entityId });
      const way = { to: id, from: absorbedId };
      return {
        kept: sideOf(kept),
        other: sideOf(other),
        fields: mergeFields(kind).map((field) => compared(field, kept, other)),
        relations: await relationsOf(db, kind, way),
        moves: await countMoves(db, kind, way),
        clashes: kind === "patients" ? await mergeClashes(db, way) : [],
        undoDays: MERGE_UNDO_DAYS,
      };
    },
  });
}

async function relationsOf(db: Db, kind: PersonKind, way: { readonly to: string; readonly from: string }) {
  const shared = await sharedRelations(db, kind, way);
  return shared.flatMap(({ id, name, kept, other, hasPreferred }) =>
    isDeepStrictEqual(kept, other) ? [] : [{ id, name, kept, other, result: stricter(kept, other, hasPreferred) }],
  );
}

function addMerge(app: FastifyInstance, deps: Deps, kind: PersonKind): void {
  const { one, One, tag, at, whole, Input, Merged } = kindOf(kind);
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/:id/merge`,
    id: `merge${One}s`,
    summary: "Make two records of one person one: this one stays, the other goes into it",
    tag,
    versioned: true,
    params: ById,
    body: Input,
    answer: Merged,
    async handle({ params: { id }, body, version, db, account, audit }) {
      const { absorbedId, absorbedVersion, fields } = body;
      assertTwo(id, absorbedId);
      const mergeId = await mergePeople(db, kind, {
        ...{ survivorId: id, survivorVersion: version, absorbedId, absorbedVersion },
        ...{ choices: fields, mergedBy: account.userId },
      });
      if (mergeId === undefined) {
        await personThere(db, kind, absorbedId);
        throw await whyNotChanged(db, kind, id);
      }
      audit({ action: "merge", entity: one, entityId: id, changes: { absorbed: absorbedId, merge: mergeId } });
      return { ...(await whole(db, id)), mergeId };
    },
  });
}

function addUndo(app: FastifyInstance, deps: Deps, kind: PersonKind): void {
  const { one, One, tag, at, whole, Unmerged } = kindOf(kind);
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/merges/:mergeId/undo`,
    id: `undo${One}Merge`,
    summary: `Make two records of what a merge made one, within ${MERGE_UNDO_DAYS} days and where nothing of it was changed since`,
    tag,
    params: z.object({ mergeId: Id }),
    answer: Unmerged,
    async handle({ params: { mergeId }, db, account, audit }) {
      const undo = { mergeId, undoneBy: account.userId, daysMax: MERGE_UNDO_DAYS };
      const undone = await undoMerge(db, kind, undo);
      if (undone.outcome !== "undone") throw whyNotUndone(undone);
      const { survivorId, absorbedId } = undone;
      for (const entityId of [survivorId, absorbedId])
        audit({ action: "undo-merge", entity: one, entityId, changes: { merge: mergeId } });
      return { kept: await whole(db, survivorId), other: await whole(db, absorbedId) };
    },
  });
}

function assertTwo(id: string, other: string): void {
  if (id === other) throw new Problem("not-allowed-now", { detail: "Um cadastro não se une a si mesmo." });
}

/** @throws Problem not-found for who was deleted, too */
async function personThere(db: Db, kind: PersonKind, id: string) {
  const row = await findRow(db, kind as "patients", id);
  if (!row || row.deletedAt !== null) throw new Problem("not-found");
  return row;
}

const sideOf = ({ id, name, createdAt, version }: Awaited<ReturnType<typeof personThere>>) => ({
  ...{ id, name, createdAt, version },
});

function compared(field: ReturnType<typeof mergeFields>[number], ours: FieldValues, theirs: FieldValues) {
  const [kept, other] = [ours[field] ?? null, theirs[field] ?? null];
  const state = kept === other ? "same" : other === null ? "kept" : kept === null ? "other" : "conflict";
  return { field, kept, other, state, suggested: state === "other" ? "other" : "kept" } as const;
}

const RELATIONS: Readonly<Record<string, string>> = {
  relatives: "os responsáveis",
  contacts: "os contatos do WhatsApp",
  leads: "os leads",
  notes: "as anotações",
  appointments: "os agendamentos",
};

function whyNotUndone(refused: Exclude<UndoOutcome, { outcome: "undone" }>): Problem {
  const because = (detail: Sentence) => new Problem("not-allowed-now", { detail });
  switch (refused.outcome) {
    case "unknown":
      return new Problem("not-found");
    case "undone-before":
      return because("Esta união já foi desfeita.");
    case "too-late":
      return because({
        pt: `Uma união pode ser desfeita por ${MERGE_UNDO_DAYS} dias; esta é mais antiga.`,
        es: `Una unión se puede deshacer durante ${MERGE_UNDO_DAYS} días; esta es más antigua.`,
        en: `A merge can be undone for ${MERGE_UNDO_DAYS} days; this one is older.`,
      });
    case "merged-again":
      return because("Depois desta união houve outra com o mesmo cadastro. Desfaça primeiro a mais recente.");
    case "person-gone":
      return because("Um dos dois cadastros foi excluído ou unido a outro. Restaure-o antes de desfazer a união.");
    case "changed": {
      const what = [...refused.fields.map(fieldName), ...refused.relations.map((name) => RELATIONS[name] ?? name)];
      const listed = new Intl.ListFormat("pt-BR").format(what);
      return because({
        pt: `Depois da união mudaram: ${listed}. Corrija os cadastros à mão.`,
        es: `Después de la unión cambiaron: ${listed}. Corrija los registros a mano.`,
        en: `Changed since the merge: ${listed}. Correct the records by hand.`,
      });
    }
  }
}
