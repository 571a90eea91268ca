import { describe, expect, test } from "vitest";
import { type Calming, calmingIn, isSpokenAway } from "../src/reading/calming.ts";
import { tellsOfMissing } from "../src/reading/missing-person.ts";
import { plain } from "../src/state/utterance.ts";

/* What is said against a danger, in any words, and as often what only sounds like it. */
const signsOf = (text: string, kind = "other_emergency") => {
  const { rest, ...signs } = calmingIn(text, kind);
  return Object.entries(signs).flatMap(([sign, holds]) => (holds ? [sign as keyof Calming] : []));
};

describe("a message against a danger", () => {
  test.each<[string, readonly (keyof Calming)[]]>([
    ["não dona, imagina", ["isNo"]],
    ["agora não", ["isNo"]],
    ["de jeito nenhum", ["isNo"]],
    ["no no, para nada", ["isNo"]],
    ["not at all", ["isNo"]],
    ["ninguém tá em risco aqui", ["denies"]],
    ["ele não vai se machucar", ["denies"]],
    ["nadie corre peligro", ["denies"]],
    ["ops, foi sem querer", ["takesBack"]],
    ["desculpa, alarme falso", ["takesBack"]],
    ["era broma jajaja", ["takesBack"]],
    ["sorry, just joking", ["takesBack"]],
    ["só falei do cachorro", ["explains"]],
    ["hablaba de la novela", ["explains"]],
    ["I meant the movie", ["explains"]],
    ["é só cansaço do trabalho", ["explains"]],
    ["it's just stress", ["explains"]],
    ["já acabou", ["isOver"]],
    ["a febre passou? passou sim", ["isOver"]],
    ["ele parou de vomitar", ["isOver"]],
    ["meu pai já teve alta", ["isOver"]],
    ["os bombeiros levaram", ["isOver"]],
    ["o gás eu já desliguei. já fechei tudo", ["isOver"]],
    ["ya lo atendieron, está estable", ["isOver"]],
    ["it stopped bleeding", ["isOver"]],
    ["everyone is safe", ["isOver"]],
    ["isso foi mês passado", ["isPast"]],
    ["fue hace años", ["isPast"]],
    ["that was years ago", ["isPast"]],
    ["não se preocupa comigo", ["isVague"]],
    ["deixa pra lá", ["isVague"]],
    ["no te preocupes", ["isVague"]],
    ["never mind", ["isVague"]],
    ["cuidem bem das minhas filhas", ["isFarewell"]],
    ["já deixei uma carta pronta", ["isFarewell"]],
    ["ya no voy a necesitar nada", ["isFarewell"]],
    ["they will be better without me", ["isFarewell"]],
    ["ainda não passou", ["isWorse"]],
    ["não foi engano", ["isWorse"]],
    ["não tô nada bem", ["isWorse"]],
    ["sigue sangrando", ["isWorse"]],
    ["it's getting worse", ["isWorse"]],
    // Only sounding so.
    ["ele parou de respirar", []],
    ["she stopped breathing", []],
    ["ela passou mal", []],
    ["isso acabou comigo", []],
    ["não aguento mais", []],
    ["no puedo más", []],
    ["só queria que tudo acabasse", []],
    ["I just want it to stop", []],
    ["não sei", []],
    ["preciso cuidar da minha mãe", []],
    ["não vou conseguir ir", []],
  ])("%s", (text, signs) => expect(signsOf(text)).toEqual(signs));
});

/* What ends one danger, and tells of another or says nothing of it. */
describe("what calms in one danger does not in another", () => {
  test.each<[string, string]>([
    ["violence", "ele tá em casa"],
    ["violence", "ele acordou"],
    ["violence", "ele apareceu aqui"],
    ["violence", "só quando ele bebe"],
    ["violence", "he's at home"],
    ["violence", "faz anos que ele me bate"],
    ["violence", "não aguento ele me bater"],
    ["violence", "eles levaram minha filha"],
    ["violence", "foi sem querer"],
    ["violence", "ele não quis me bater"],
    ["child_danger", "ele tem 8 anos"],
    ["self_harm", "tudo acabou"],
    ["self_harm", "it's over"],
    ["self_harm", "já resolvi tudo"],
    ["self_harm", "tô em casa"],
    ["self_harm", "só à noite"],
    ["self_harm", "just a little"],
    ["self_harm", "só não tive coragem"],
    ["self_harm", "não tenho medo de morrer"],
    ["self_harm", "I'm not afraid to die"],
    ["self_harm", "no me importa morir"],
    ["self_harm", "não sei se quero morrer"],
    ["self_harm", "não aguento mais quero morrer"],
    ["self_harm", "faz tempo que eu quero morrer"],
    ["self_harm", "isso acontece há anos"],
    ["chest_pain", "ele tá em casa"],
    ["overdose", "não quero morrer"],
    ["overdose", "I don't want to die"],
  ])("%s: %s", (kind, text) => expect(signsOf(text, kind)).toEqual([]));

  test.each<[string, string, keyof Calming]>([
    ["violence", "ele voltou pra casa", "isWorse"],
    ["violence", "volvió a casa", "isWorse"],
    ["violence", "he came back home", "isWorse"],
  ])("%s: %s makes it worse", (kind, text, sign) => expect(signsOf(text, kind)).toEqual([sign]));

  test.each<[string, string, keyof Calming]>([
    ["missing_person", "ele voltou pra casa", "isOver"],
    ["missing_person", "já tá em casa", "isOver"],
    ["other_emergency", "ela acordou", "isOver"],
    ["violence", "ele não me bate", "denies"],
    ["violence", "isso foi há dois anos", "isPast"],
    ["violence", "faz anos que isso acabou", "isPast"],
    ["self_harm", "não quero morrer", "denies"],
    ["self_harm", "não tenho vontade de me matar", "denies"],
    ["self_harm", "I'm not going to kill myself", "denies"],
    ["self_harm", "é só estresse", "explains"],
    ["self_harm", "tô bem", "isOver"],
    ["self_harm", "quando eu era adolescente", "isPast"],
  ])("%s: %s ends it", (kind, text, sign) => expect(signsOf(text, kind)).toEqual([sign]));
});

describe("the words of a danger are spoken away", () => {
  test.each([
    ["parou de sangrar, desculpa o susto", "sangrar", "other_emergency"],
    ["não, ele não quis se matar", "matar", "self_harm"],
    ["a dor passou, tá tudo bem", "dor passou", "chest_pain"],
  ])("%s", (text, words, kind) => expect(isSpokenAway(text, words, kind)).toBe(true));

  test.each([
    ["não quero morrer, mas não quero mais viver", "quero viver", "self_harm"],
    ["ele tá bem, mas tá com a faca na mão", "faca", "violence"],
    ["parou de sangrar e agora não respira", "respira", "breathing"],
    ["ainda não parou de sangrar", "sangrar", "other_emergency"],
    ["não aguento mais quero morrer", "quero morrer", "self_harm"],
    ["no tengo miedo de morir", "morir", "self_harm"],
    ["há meses que ele me bate", "bate", "violence"],
  ])("but not: %s", (text, words, kind) => expect(isSpokenAway(text, words, kind)).toBe(false));
});

describe("somebody is missing", () => {
  test.each([
    "minha vó com alzheimer saiu cedo e não voltou",
    "meu pai sumiu, ele tem demência",
    "meu avô saiu pra consulta e não voltou, tem alzheimer",
    "ela desapareceu e ninguém acha, tem 13 anos",
    "mi abuelo se fue de casa y no ha vuelto, tiene 80 años",
    "my grandma wandered off, she has dementia",
    "my daughter is missing, she is 9 years old",
  ])("%s", (text) => expect(tellsOfMissing(plain(text))).toBe(true));

  test.each([
    "meu marido sumiu e não responde",
    "o doutor sumiu",
    "meu filho de 8 anos não chegou ainda na consulta, tá no trânsito",
    "meu pai de 70 anos não chegou ainda, vamos atrasar",
    "meu filho de 10 anos sumiu o interesse pela escola",
    "minha filha de 9 anos não voltou à terapia",
    "ele saiu da terapia e não voltou mais, tem 12 anos",
    "meu pai sumiu quando eu tinha 5 anos",
    "achamos meu avô, ele tinha sumido, tem 82 anos",
    "mi mamá de 80 años no volvió a la consulta",
    "my son 8 years old never came back to therapy",
  ])("but not: %s", (text) => expect(tellsOfMissing(plain(text))).toBe(false));
});
