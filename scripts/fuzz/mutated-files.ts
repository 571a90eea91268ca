import { partsOf, unpacked } from "../../apps/admin-api/src/files/unzip.ts";
import { xlsxOf, zipOf } from "../../apps/admin-api/test/spreadsheets.ts";
import { between, oneOf } from "../../tests/chaos/random.ts";

type Random = () => number;

const TEXT = [
  "Clínica Vida;;;",
  "Nome;Nascimento;CPF;Telefone;Convênio;E-mail",
  "Íris Antunes;1/2/1990;52998224725;(11) 98765-4321;Amil 1,5;iris@x.example",
  '"Abel ""Bibi"" Nóbrega";1990-12-31;;11987654321;"Unimed; Sul";',
  "Caio;33238;5299822472;1,19877E+10;;",
  "Total;3;;;;",
].join("\r\n");
const TEXTS = [
  Buffer.from(TEXT),
  Buffer.from(`\ufeff${TEXT}`),
  Buffer.from(TEXT, "latin1"),
  Buffer.from(`\ufeff${TEXT}`, "utf16le"),
  Buffer.from(TEXT.replaceAll("\r\n", "\r").replaceAll(";", "\t")),
  Buffer.from(`sep=,\n${TEXT.replaceAll(";", ",")}`),
  Buffer.from(`<html><table><tr><td>${TEXT}</td></tr></table></html>`),
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from(TEXT, "utf16le")]),
];
/** What formats give a meaning to, and what has no end. */
const WORDS = [
  ...[
    '"',
    '""',
    ";",
    ",",
    "\t",
    "|",
    "\r",
    "\n",
    "\r\n",
    "\0",
    "\ufeff",
    "\ufffd",
    "'",
    "=",
    "sep=",
    "Nome;CPF\n",
    "Total",
  ],
  ...[
    "\xff\xfe",
    "\xfe\xff",
    "\xef\xbb\xbf",
    "\xe3",
    "PK\u0003\u0004",
    "PK\u0005\u0006",
    "\ud800",
    "1e999",
    "-0",
    "99999999999999999999",
  ],
  ...[
    "<row>",
    "</row>",
    '<row r="1048577">',
    '<row r="-1" hidden="1">',
    "<c>",
    "</c>",
    '<c r="XFD1" t="s">',
    '<c r="AAAA0">',
    '<c t="n" s="99">',
  ],
  ...[
    "<v>",
    "</v>",
    "<v>99999</v>",
    "<v>1e308</v>",
    "<v>-1</v>",
    "<is><t>",
    "<rPh>",
    "</rPh>",
    "<f>A1</f>",
    "<si>",
    "</si>",
    "&amp;",
    "&#0;",
    "&#xffffffff;",
    "&x;",
  ],
  ...[
    '<mergeCell ref="A1:A1048576"/>',
    '<mergeCell ref="B2:"/>',
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE a [<!ENTITY x 'y'>]>",
    "<?",
    "_x0000_",
    "_xD800_",
  ],
  ...[
    'numFmtId="14"',
    'numFmtId="-1"',
    'formatCode="000000"',
    'date1904="1"',
    'state="veryHidden"',
    'Target="../../x"',
    "31/02/1990",
    "1/1/00",
  ],
];

/** Files that a seed repeats: spreadsheets as people send them, each with a few things that no program would write. */
export async function mutatedFiles(random: Random): Promise<() => Buffer> {
  const books = await Promise.all([book(), plain()].map(async (file) => partsIn(await file)));
  return () => {
    if (random() < 0.5) return mutated(oneOf(random, TEXTS), random);
    const parts = oneOf(random, books).map(({ name, data }) => ({
      name,
      data: random() < 0.3 ? mutated(data, random) : data,
    }));
    if (random() < 0.1) parts.splice(Math.floor(random() * parts.length), 1);
    if (random() < 0.2) parts.reverse();
    const file = zipOf(parts);
    return random() < 0.3 ? mutated(file, random) : file;
  };
}

function mutated(file: Buffer, random: Random): Buffer {
  let bytes = file;
  const times = Math.ceil(between(random, 0, random() < 0.1 ? 30 : 4));
  for (let n = 0; n < times; n += 1) bytes = mutatedOnce(bytes, random);
  return bytes;
}

function mutatedOnce(bytes: Buffer, random: Random): Buffer {
  const at = Math.floor(random() * (bytes.length + 1));
  const to = Math.min(bytes.length, at + Math.floor(between(random, 1, random() < 0.2 ? 500 : 8)));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  const word = Buffer.from(oneOf(random, WORDS), random() < 0.3 ? "latin1" : "utf8");
  const noise = Buffer.from(Array.from({ length: piece.length }, () => Math.floor(random() * 256)));
  // Very many of one thing: what is read over and over would take its time with it.
  if (random() < 0.003) return Buffer.concat([before, ...Array.from({ length: 20_000 }, () => word), after]);
  return oneOf(random, [
    () => Buffer.concat([before, word, piece, after]),
    () => Buffer.concat([before, word, after]),
    () => Buffer.concat([before, after]),
    () => Buffer.concat([before, piece, piece, after]),
    () => Buffer.concat([before, noise, after]),
    () => (random() < 0.2 ? before : Buffer.concat([after, before])),
  ])();
}

async function partsIn(file: Buffer): Promise<{ readonly name: string; readonly data: Buffer }[]> {
  const parts: { name: string; data: Buffer }[] = [];
  for (const part of partsOf(file)) {
    const chunks: Buffer[] = [];
    for await (const chunk of unpacked(part)) chunks.push(chunk);
    parts.push({ name: part.name, data: Buffer.concat(chunks) });
  }
  // Themes and properties are most of a small workbook, and no reader looks at them.
  return parts.filter(({ name }) => /workbook|sheet|sharedStrings|styles/.test(name));
}

/** Tabs, days, merged cells, hidden rows, formulas and formatted texts. */
const book = (): Promise<Buffer> =>
  xlsxOf((sheet) => {
    const named = { richText: [{ text: "Íris " }, { text: "Antunes" }] };
    sheet.addRow(["Nome", "Nascimento", "CPF", "Telefone", "Convênio"]);
    sheet.addRow([named, new Date("1990-12-31T00:00:00Z"), 52998224725, 1.1987654321e10, "Amil"]);
    sheet.addRow(["Abel", "1/2/1990", { formula: "C2", result: 52998224725 }, { error: "#N/A" }]);
    sheet.addRow(["Caio"]).hidden = true;
    sheet.mergeCells("E2:E4");
    sheet.workbook.addWorksheet("Resumo").addRows([
      ["Mês", "Total"],
      ["Janeiro", 3],
    ]);
  });

const plain = (): Promise<Buffer> =>
  xlsxOf((sheet) => {
    sheet.addRows(TEXT.split("\r\n").map((line) => line.split(";")));
  });
