import type { Plugin } from "vite";

/* What libraries do anew with each use and need not: a page uses them dozens of times before it is seen. */

const ICON = /<Icon \{\.\.\.props\} icon=\{iconData\} \/>/;
const ICON_DATA = /const iconData = (\{.*\});/;
type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

/**
 * An icon as one piece of markup that is copied; lucide's own makes it of a list, attribute by attribute, each time. It takes
 * a class and nothing else: icons here are never told to a screen reader, the text beside them is.
 */
export const iconsAsMarkup: Plugin = {
  name: "icons-as-markup",
  enforce: "pre",
  transform: {
    filter: { id: /@lucide\/svelte\/dist\/icons\/[^/]+\.svelte$/ },
    handler(code, id) {
      const data = ICON_DATA.exec(code)?.[1];
      if (!data || !ICON.test(code))
        throw new Error(`${id} is written in another way: look how its shapes are told now`);
      return markupOf((JSON.parse(data) as { readonly node: readonly Shape[] }).node);
    },
  },
};

function markupOf(shapes: readonly Shape[]): string {
  const inner = shapes.map(([tag, attributes]) => {
    const told = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
    return `<${tag} ${told.join(" ")} />`;
  });
  return `<script>
let { class: look } = $props();
</script>
<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" class={look}>${inner.join("")}</svg>
`;
}

const RULES_ANEW = "new Intl.PluralRules(locale, options)";

/** Paraglide makes a language's rules for "one" and "other" with each text that counts: a list has one a row. */
export const pluralRulesOnce: Plugin = {
  name: "plural-rules-once",
  transform: {
    filter: { id: /src\/lib\/paraglide\/registry\.js/ },
    handler(code) {
      if (!code.includes(RULES_ANEW))
        throw new Error("Paraglide counts in another way: look whether this is still needed");
      return `import { pluralRules } from "#lib/format/intl.ts";\n${code.replace(RULES_ANEW, "pluralRules(locale, options)")}`;
    },
  },
};
