import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as spanish from "@zxcvbn-ts/language-es-es";
import * as portuguese from "@zxcvbn-ts/language-pt-br";
import { PASSWORD_LENGTH_JUDGED, PASSWORD_LENGTH_MIN, PASSWORD_OWN_MIN, PASSWORD_SCORE_MIN } from "../limits.ts";
import { unaccented } from "../unaccented.ts";

/** What an attacker of any clinic tries first, besides its own name and people. */
const OF_THE_TRADE = [
  ...["acolhe", "recepcao", "recepcion", "reception", "recepcionista", "clinica", "clinic", "consultorio"],
  ...["consulta", "atendimento", "atencion", "secretaria", "hospital", "saude", "salud", "health", "paciente"],
  ...["doutor", "doutora", "doctor", "medico", "medica", "medicina", "psicologia", "fisioterapia", "odontologia"],
  ...["dentista", "terapia", "agenda", "whatsapp", "painel", "sistema", "robo", "usuario", "admin", "administracao"],
  ...["administrador", "senha", "password", "contrasena", "clave", "acesso", "trocar", "mudar", "forte", "segura"],
];

const SIGNS: Readonly<Record<string, string>> = {
  ...{ "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "|": "i", l: "i", "0": "o", "5": "s", $: "s", "7": "t" },
};
/** With one letter for all that is read as it, and as long as before. */
const lettered = (text: string) => unaccented(text).replaceAll(/[@431!|l05$7]/g, (sign) => SIGNS[sign] ?? sign);

const dictionaries = { ...common.dictionary, ...spanish.dictionary, ...portuguese.dictionary } as Readonly<
  Record<string, readonly string[]>
>;
const estimator = new ZxcvbnFactory({
  dictionary: Object.fromEntries(
    Object.entries(dictionaries).map(([name, words]) => [name, [...new Set(words.map(unaccented))]]),
  ),
  graphs: common.adjacencyGraphs,
  // Every way of reading signs as letters costs a whole search; a few find what people do.
  l33tMaxSubstitutions: 4,
});

/** The parts of names and addresses that are long enough to be recognised in a password. */
function wordsOf(known: readonly string[]): string[] {
  const parts = known.flatMap((one) => [unaccented(one), ...unaccented(one).split(/[^\p{L}\p{N}]+/u)]);
  const words = [...parts, ...known.map((one) => unaccented(one).replaceAll(/[^\p{L}\p{N}]/gu, "")), ...OF_THE_TRADE];
  return [...new Set(words)].filter(({ length }) => length >= 4).sort((a, b) => b.length - a.length);
}

/** How many letters and digits a password has that are not of these words, backwards and with signs included. */
export function ownLength(password: string, words: readonly string[]): number {
  const read = lettered(password);
  let left = unaccented(password).replaceAll(/[^\p{L}\p{N}]/gu, " ");
  for (const word of words.map(lettered))
    for (const form of [word, [...word].reverse().join("")])
      for (let at = read.indexOf(form); at >= 0; at = read.indexOf(form, at + form.length))
        left = left.slice(0, at) + " ".repeat(form.length) + left.slice(at + form.length);
  return left.replaceAll(" ", "").length;
}

/**
 * As much of a password as is looked at. Of one that repeats itself, whole repetitions: they are seen to be worth little more
 * than one, while a cut within the last looks like something new.
 */
function judgedPart(password: string): string {
  const text = unaccented(password);
  const isPeriod = (length: number) => text.slice(length) === text.slice(0, -length);
  const period = Array.from(text, (_, at) => at + 1).find(isPeriod) ?? text.length;
  const most = Math.min(text.length, PASSWORD_LENGTH_JUDGED);
  return text.slice(0, period < most ? most - (most % period) : most);
}

/** What a person is told to do; nothing where the password is good. `known`: what an attacker knows of this user. */
export function adviceOn(password: string, known: readonly string[]): string[] {
  const advice: string[] = [];
  if ([...password].length < PASSWORD_LENGTH_MIN) advice.push(`Use ao menos ${PASSWORD_LENGTH_MIN} caracteres.`);
  const words = wordsOf(known);
  if (ownLength(password, words) < PASSWORD_OWN_MIN)
    advice.push("Não conte com o nome da clínica, o seu nome, o e-mail, a senha anterior nem palavras do trabalho.");
  if (estimator.check(judgedPart(password), words).score < PASSWORD_SCORE_MIN)
    advice.push("É fácil de adivinhar. Junte três ou quatro palavras que não combinem; símbolos não são precisos.");
  return advice;
}
