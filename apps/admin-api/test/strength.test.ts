import { expect, test } from "vitest";
import { adviceOn, ownLength } from "../src/access/strength.ts";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "../src/limits.ts";
import { fieldSentence } from "../src/sentences/fields.ts";
import { LANGUAGES } from "../src/sentences/language.ts";

const KNOWN = ["rosana.prado@clinica-aurora.com.br", "Rosana Prado Lima", "Clínica Aurora", "jabuticaba-no-telhado-9"];

test.each([
  "ClinicaAurora2025",
  "Clínica Aurora 2025!",
  "aurora@2025aurora",
  "C1in1c4Aur0r4!99",
  "arorua aroruA 2025",
  "arorua-acinilc-26",
  "Recepcao123",
  "Recepcao123456",
  "Recepção@2026!!",
  "recepcaorecepcao",
  "rosana.prado@clinica-aurora.com.br",
  "RosanaPrado1985",
  "PradoLima*2024",
  "jabuticaba-no-telhado-10",
  "Acolhe12345678",
  "senha-da-clinica-1",
  "Consultorio@2025",
  "Psicologia2024!",
  "Fisioterapia#2025",
  "Atendimento2025",
  "Brasil@123456",
  "Flamengo@1981!",
  "minhasenhasecreta",
  "deusefiel12345",
  "123456789012",
  "qwertyuiopas",
  "aaaaaaaaaaaaaaaaaaaaaaaa",
  "abcabcabcabcabc",
  "11.12.2013-11.12.2013-11.12.2013-11.12.2013",
  "maria jose maria jose maria jose maria jose",
  "segunda-feira10",
  "password123456",
  "P@$$w0rd123456",
  "contrasena2025",
  "setembro2025!!",
  "20/03/1985-1985",
  "x7$Kq9!w",
])("%s is no password: it is among the first guesses", (password) => {
  expect(adviceOn(password, KNOWN)).not.toEqual([]);
});

test.each([
  "girassol cadeira trovao",
  "girassol-cadeira-trovao-17",
  "samambaia no quintal molhado",
  "primeira-porta-lilas-42",
  "Kd8#mPq2vLx0Zr",
  "aurora boreal tingiu o fogao",
  "jararaca dança em Quixadá",
  "パスワードではない長い文です",
])("%s is one: long, and no known phrase", (password) => {
  expect(adviceOn(password, KNOWN)).toEqual([]);
});

test("one character less than the limit is too short, whatever it is, and the limit itself is not", () => {
  const random = "Kd8#mPq2vLx0Zr".slice(0, PASSWORD_LENGTH_MIN);
  expect(adviceOn(random, [])).toEqual([]);
  expect(adviceOn(random.slice(1), [])).toEqual([`Use ao menos ${PASSWORD_LENGTH_MIN} caracteres.`]);
});

test("words are found in signs and backwards, and what is left of the password is counted", () => {
  const words = ["aurora"];
  expect(ownLength("Aurora", words)).toBe(0);
  expect(ownLength("4ur0r@--arorua", words)).toBe(0);
  expect(ownLength("auroraxyz1", words)).toBe(4);
  expect(ownLength("aur-ora", words), "another word").toBe(6);
});

test("every advice is said in each language", () => {
  for (const advice of adviceOn("senha", KNOWN))
    for (const language of LANGUAGES) expect(fieldSentence(advice)?.in(language), advice).toBeTypeOf("string");
});

const LONGEST = ["p@$$w0rdm4r14j04054nt0$", "4@8({[</369&#!1/|0$5+7%2/4", "11.12.2013-", "abc1", "\u0301a"].map(
  (part) => part.repeat(PASSWORD_LENGTH_MAX).slice(0, PASSWORD_LENGTH_MAX),
);

test("judging the worst of passwords takes no longer than judging a short one, give or take", () => {
  const millisecondsOf = (passwords: readonly string[]) => {
    const { user: before } = process.cpuUsage();
    for (const password of passwords) adviceOn(password, KNOWN);
    return (process.cpuUsage().user - before) / 1000 / passwords.length;
  };
  millisecondsOf(LONGEST);
  // Without the limits of what is judged it was 600 ms and more.
  expect(millisecondsOf(LONGEST)).toBeLessThan(150);
});
