import { ENGINE_MESSAGES, ENGINE_WORDS } from "@acolhe/conversation";

/** The engine's own texts and words, one line each. */
const engineTexts = ENGINE_MESSAGES.map((key) => `  ${key.replace("engine.", "")}: x`)
  .join("\n")
  .replace(/^ {2}kinds\.[\s\S]*/m, (kinds) => `  kinds:\n${kinds.replaceAll("  kinds.", "    ")}`);
const engineWords = ENGINE_WORDS.filter((name) => name !== "yes" && name !== "no" && name !== "human")
  .map((name) => `${name}: { pt: [${name}] }`)
  .join("\n");

/** A flow of a few lines with something for each rule of lint. Line numbers are those its test names. */
export const smallFlow: ReadonlyMap<string, string> = new Map([
  [
    "flow.yaml",
    `name: small
languages: [pt, en]
start: hello
menu: like
handoff: person
teams: { desk: Everything }
team: desk
urgentTeam: desk
hours:
  timeZone: America/Sao_Paulo
  weekly:
    mon: ["08:00-12:00", "13:00-18:00"]
    tue: []
    wed: []
    thu: []
    fri: []
    sun: []
  holidays: ["12-25", "2026-11-20"]
promises: [person]
`,
  ],
  [
    "states/all.yaml",
    `hello:
  say: hello
  next: like
like:
  ask: like
  show: buttons
  options:
    - id: yes-please
      label: options.yes
      words: yes
      goto: more
    - id: no-thanks
      label: options.no
      words: no
      goto: person
more:
  ask: more
  routes: [{ on: { pattern: "[0-9]+" }, goto: person }]
  from:
    source: { catalogue: fruits }
    into: fruit
    goto: done
done:
  needs:
    value: fruit
    otherwise: more
  say: done
  end: true
person:
  say: person
  handoff: { reason: asked }
`,
  ],
  ["states/more.yaml", "# more\n"],
  [
    "messages/pt.yaml",
    `hello: Olá
like: Gosta?
more: Qual fruta?
done: "{fruit_name}, boa escolha!"
person: Chamei.
options:
  yes: Sim
  no: Não
engine:
${engineTexts}
`,
  ],
  [
    "messages/en.yaml",
    `hello: Hello
like: Do you like fruit?
more: Which fruit?
done: "{fruit_name}, good choice!"
person: Called.
options:
  yes: Yes
  no: No
engine:
${engineTexts}
`,
  ],
  [
    "words/all.yaml",
    `yes: { pt: [sim], en: [yes please] }
no: { pt: [não], en: [no thanks] }
human: { pt: [atendente] }
${engineWords}
`,
  ],
  [
    "catalogue.yaml",
    `fruits:
  pear: { name: { pt: Pera, en: Pear } }
  apple: { name: { pt: Maçã, en: Apple } }
`,
  ],
]);
