import { decodeText } from "./decode-text.ts";
import { FileRefused } from "./refused.ts";

export type FileKind = "csv" | "xlsx";

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Of Microsoft's compound files: the old XLS, and any workbook under a password (MS-CFB 2.2). */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");
const HEAD_BYTES = 4_096;
/** Text has line ends and tabs; of other control characters a broken export has one or two. */
const CONTROL_PART_MAX = 0.05;

const saveAs = (pt: string, es: string, en: string) =>
  new FileRefused("invalid-request", {
    pt: `${pt} Abra-o e use Arquivo, Salvar como: Pasta de Trabalho do Excel (.xlsx) ou CSV UTF-8.`,
    es: `${es} Ábralo y use Archivo, Guardar como: Libro de Excel (.xlsx) o CSV UTF-8.`,
    en: `${en} Open it and use File, Save as: Excel Workbook (.xlsx) or CSV UTF-8.`,
  });

/**
 * What a file is by what is in it: its name and its type are claims of the program that sent it.
 *
 * @throws FileRefused with what to do, for what is no spreadsheet that is read here
 */
export function kindOf(file: Buffer): FileKind {
  const head = file.subarray(0, HEAD_BYTES);
  if (head.subarray(0, 4).equals(ZIP)) {
    if (head.includes("opendocument"))
      throw saveAs(
        "O arquivo é uma planilha ODS.",
        "El archivo es una planilla ODS.",
        "The file is an ODS spreadsheet.",
      );
    return "xlsx";
  }
  if (head.subarray(0, 4).equals(COMPOUND)) {
    if (file.includes(ENCRYPTED)) throw PROTECTED();
    throw saveAs(
      "O arquivo é do Excel antigo (.xls).",
      "El archivo es del Excel antiguo (.xls).",
      "The file is of an old Excel (.xls).",
    );
  }
  const start = decodeText(head).text;
  if (/^\s*<(?:!doctype|html|head|meta|body|table|style|\?xml|\w+:)/i.test(start))
    throw saveAs(
      "O arquivo é uma página da web com nome de planilha.",
      "El archivo es una página web con nombre de planilla.",
      "The file is a web page with the name of a spreadsheet.",
    );
  const controls = [...start].filter((sign) => sign < " " && !"\t\n\v\f\r".includes(sign)).length;
  if (/^(?:%PDF|\{\\rtf|.PNG|ÿØÿ)/.test(head.toString("latin1")) || controls > start.length * CONTROL_PART_MAX)
    throw saveAs("O arquivo não é uma planilha.", "El archivo no es una planilla.", "The file is not a spreadsheet.");
  return "csv";
}

const PROTECTED = () =>
  new FileRefused("invalid-request", {
    pt: "A planilha tem senha. No Excel, use Arquivo, Informações, Proteger, Criptografar com senha, apague a senha e salve.",
    es: "La planilla tiene contraseña. En Excel, use Archivo, Información, Proteger, Cifrar con contraseña, borre la contraseña y guarde.",
    en: "The spreadsheet has a password. In Excel, use File, Info, Protect, Encrypt with Password, delete it and save.",
  });
