import { LANGUAGES } from "../src/language-code.ts";
import { handFiles } from "./hands.ts";

/** Names lines of hands that do not fit the form, and counts the others. */
export function check(): void {
  for (const lang of LANGUAGES) {
    for (const { lines, faults } of handFiles(lang)) {
      for (const fault of faults) console.error(fault);
      if (faults.length > 0) process.exitCode = 1;
      const dangers = lines.filter(({ danger }) => danger !== null).length;
      const lookAlikes = lines.filter(({ near }) => near === "danger").length;
      console.log(`${lines[0]?.writer}: ${lines.length} messages, ${dangers} dangers, ${lookAlikes} look-alikes`);
    }
  }
}
