import { posix } from "node:path";
import type { SheetName } from "../line.ts";
import { FileRefused, UNREADABLE_FILE } from "../refused.ts";
import { type Part, partsOf, unpacked } from "../unzip.ts";
import { type Shown, shownBy } from "./number-text.ts";
import { unescaped, walkXml, type XmlEvents } from "./walk-xml.ts";

export interface Sheet extends SheetName {
  readonly part: Part;
}
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  readonly shown: readonly Shown[];
  readonly strings: readonly string[];
}

const BINARY = {
  pt: "A planilha é do tipo XLSB. No Excel, use Arquivo, Salvar como: Pasta de Trabalho do Excel (.xlsx).",
  es: "La planilla es del tipo XLSB. En Excel, use Archivo, Guardar como: Libro de Excel (.xlsx).",
  en: "The spreadsheet is of the XLSB kind. In Excel, use File, Save as: Excel Workbook (.xlsx).",
};

/** What the sheets of a workbook have in common, whatever the order of its parts in the file. */
export async function readWorkbook(file: Buffer): Promise<Workbook> {
  const parts = new Map(partsOf(file).map((part) => [nameOf(part.name), part]));
  const walk = async (name: string, events: XmlEvents) => {
    const part = parts.get(nameOf(name));
    if (part) await walkXml(unpacked(part), events);
  };
  const path = [...parts.keys()].find((name) => name.endsWith("/workbook.xml"));
  if (path === undefined)
    throw new FileRefused("invalid-request", parts.has("xl/workbook.bin") ? BINARY : UNREADABLE_FILE);
  const folder = posix.dirname(path);
  const targets = new Map<string, { readonly target: string; readonly type: string }>();
  await walk(`${folder}/_rels/${posix.basename(path)}.rels`, {
    open(_name, { Id, Target = "", Type = "" }) {
      if (Id !== undefined) targets.set(Id, { target: posix.resolve("/", folder, Target), type: Type });
    },
  });
  const ofType = (type: string) => [...targets.values()].find((one) => one.type.endsWith(type))?.target ?? "";
  const sheets: Sheet[] = [];
  let is1904 = false;
  await walk(path, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      const part = parts.get(nameOf(targets.get(id ?? "")?.target ?? ""));
      // Charts have tabs, too, and no cells.
      if (part) sheets.push({ name: attributes.name ?? "", hidden: /hidden/i.test(attributes.state ?? ""), part });
    },
  });
  const shown = await readStyles((events) => walk(ofType("/styles"), events));
  const strings = await readStrings((events) => walk(ofType("/sharedStrings"), events));
  return { sheets, is1904, shown, strings };
}

const nameOf = (name: string) => name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase();
type Walk = (events: XmlEvents) => Promise<void>;

async function readStyles(walk: Walk): Promise<Shown[]> {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  let isIn = false;
  await walk({
    open(name, { numFmtId = "0", formatCode = "" }) {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode);
      else if (name === "cellXfs") isIn = true;
      else if (name === "xf" && isIn) shown.push(shownBy(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close(name) {
      if (name === "cellXfs") isIn = false;
    },
  });
  return shown;
}

async function readStrings(walk: Walk): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let phonetic = 0;
  await walk({
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic += 1;
      isText = name === "t" && phonetic === 0;
    },
    text(more) {
      if (isText) text += more;
    },
    close(name) {
      isText = false;
      if (name === "rPh") phonetic -= 1;
      else if (name === "si") strings.push(unescaped(text));
    },
  });
  return strings;
}
