import { ChildError, MissingProgram, PortTaken } from "@acolhe/testing";
import { expect, test } from "vitest";
import { bootstrapWords } from "../../scripts/bootstrap-words.mjs";
import { announcement } from "../../scripts/start/announce.ts";
import { PortToChange, reportText } from "../../scripts/start/report.ts";
import { wordsOf } from "../../scripts/start/words.ts";
import { AlreadyRunning } from "../../scripts/start-lock.ts";

test.each([
  [{ LANG: "pt_BR.UTF-8" }, "Tudo foi encerrado."],
  [{ LANG: "pt_BR.UTF-8", LC_ALL: "es_AR.UTF-8" }, "Todo se ha detenido."],
  [{ LANG: "pt_BR.UTF-8", LC_MESSAGES: "en_US.UTF-8" }, "Everything has stopped."],
  [{ LANG: "de_DE.UTF-8" }, "Everything has stopped."],
  [{ LANG: "C.UTF-8" }, "Everything has stopped."],
  [{}, "Everything has stopped."],
])("%o is answered with %s", (env, stopped) => {
  expect(wordsOf(env).stopped).toBe(stopped);
  // What is said before anything is installed comes in the same language.
  const before = {
    "Tudo foi encerrado.": "Instalando dependências",
    "Todo se ha detenido.": "Instalando dependencias",
  };
  expect(bootstrapWords(env).installing).toContain(before[stopped as keyof typeof before] ?? "Installing dependencies");
});

test.each([
  ["pt", "Baixando redis-server, só desta vez…"],
  ["es", "Descargando redis-server, solo esta vez…"],
  ["en", "Fetching redis-server, once…"],
])("what is fetched and the way in are told in %s", (lang, fetching) => {
  const words = wordsOf({ LANG: lang });
  expect(words.fetching("redis-server")).toBe(fetching);
  const announced = (isFirstLogin: boolean) =>
    announcement({
      ...{ words, isFirstLogin, urls: new Map(), logDirectory: "logs" },
      settings: { env: { ADMIN_EMAIL: "a@clinic.example", ADMIN_PASSWORD: "made-once" }, withSandbox: false },
      operators: { NATS_URL: "nats://n", REDIS_URL: "redis://r", DATABASE_URL: "postgres://p" },
    });
  expect(announced(true)).toContain("a@clinic.example / made-once");
  expect(announced(false), "a password that was changed").not.toContain("made-once");
});

const missing = new MissingProgram(
  { wanted: "nats-server 2.12", run: "brew install nats-server", setting: "NATS_URL" },
  {},
);
const failed = new ChildError({ name: "ingress", log: ["a line of its own"] }, "ended");
test.each([
  [
    new PortToChange("8081", "ingress", "INGRESS_PORT"),
    "a porta 8081, de ingress, está ocupada; defina INGRESS_PORT com uma que esteja livre.",
  ],
  [new PortTaken("ingress", 8081), "a porta 8081, de ingress, está ocupada."],
  [new AlreadyRunning(12), "o Acolhe já está no ar nesta pasta (processo 12); encerre-o antes."],
  [missing, 'falta nats-server 2.12: execute "brew install nats-server", ou defina NATS_URL com um servidor no ar.'],
  [failed, "ingress não ficou no ar. As últimas linhas dele:\na line of its own"],
  [
    new Error("outer", { cause: missing }),
    'outer\nMotivo: falta nats-server 2.12: execute "brew install nats-server", ou defina NATS_URL com um servidor no ar.',
  ],
])("an error is told in the language of the machine: %s", (error, told) => {
  expect(reportText(error, wordsOf({ LANG: "pt_BR" }))).toBe(`O Acolhe não pôde continuar: ${told}`);
});
