import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const LANGUAGES = ["pt", "es", "en"];
const filesOf = (language: string) => readdirSync(join(root, "messages", language)).sort();
const read = (language: string, file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, "messages", language, file), "utf8"));
const placeholders = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort();

it("has every text in every language, with the same places to fill in", () => {
  for (const file of filesOf("pt")) {
    const portuguese = read("pt", file);
    for (const language of LANGUAGES) {
      const other = read(language, file);
      expect(Object.keys(other).sort(), `${language}/${file}`).toEqual(Object.keys(portuguese).sort());
      for (const [key, message] of Object.entries(other))
        expect(placeholders(message), `${language} ${key}`).toEqual(placeholders(portuguese[key]));
    }
  }
});

it("has the same files in every language, each named in the project's settings", () => {
  const settings = JSON.parse(readFileSync(join(root, "project.inlang", "settings.json"), "utf8"));
  const named = settings["plugin.inlang.messageFormat"].pathPattern.map((path: string) => path.split("/").at(-1));
  for (const language of LANGUAGES) expect(filesOf(language)).toEqual([...named].sort());
});

it("names each text once among all files: the page it belongs to is its beginning", () => {
  const keys = filesOf("pt").flatMap((file) => Object.keys(read("pt", file)));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it.each([
  ["pt", /\bbots?\b/i],
  ["es", /\bbots?\b/i],
  ["en", /\brobots?\b/i],
])("calls the bot by one word in %s", (language, another) => {
  const texts = filesOf(language).flatMap((file) => Object.entries(read(language, file)));
  expect(texts.filter(([, text]) => another.test(JSON.stringify(text))).map(([key]) => key)).toEqual([]);
});
