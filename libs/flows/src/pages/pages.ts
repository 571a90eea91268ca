import { readGoldens } from "../play/golden-files.ts";
import { picturesOf } from "./picture.ts";
import { conversationsPage } from "./transcript.ts";

/** Pages and pictures of the documents that follow from a flow's folder, by their paths below `docs`. */
export async function pagesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const pictures = await picturesOf(folder);
  return {
    "conversations.md": conversationsPage(readGoldens(folder)),
    "flow-graph.md": graphPage(Object.keys(pictures)),
    ...Object.fromEntries(Object.entries(pictures).map(([name, svg]) => [`images/flow/${name}.svg`, svg])),
  };
}

const graphPage = (pictures: readonly string[]): string => `# The flow in pictures

Made by \`npm run flow -- pages\`; how to read and change the flow is in [flow.md](flow.md). \`npm run flow -- graph\` prints the
whole of it as one Mermaid diagram, \`npm run flow -- graph --svg booking\` one of these pictures.

Blue boxes ask and wait for an answer, white ones go on by themselves, green ones call a person, grey ones with a double line
end. A thick line: one comes here from another picture. On the arrows stand what was chosen, understood or known. Grey
text names what leads to another file (→), or back to where many ways lead (↺).
${pictures.map(section).join("")}`;

const section = (name: string): string =>
  `\n## ${name === "overview" ? "How the files lead to each other" : `states/${name}.yaml`}\n\n![${name}](images/flow/${name}.svg)\n`;
