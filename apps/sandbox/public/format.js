// Turns *bold*, _italic_, ~strike~ and ```mono``` into elements. Text only ever becomes text nodes.
const RULES = [
  [/```([^`]+)```/, "code"],
  [/(?<![\p{L}\d])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\d])/u, "strong"],
  [/(?<![\p{L}\d])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\d])/u, "em"],
  [/(?<![\p{L}\d])~(?=\S)([^~\n]+?)(?<=\S)~(?![\p{L}\d])/u, "s"],
  [/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/, "a"],
];

export function formatted(text) {
  const out = document.createDocumentFragment();
  let first = null;
  for (const [pattern, tag] of RULES) {
    const match = pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { match, tag };
  }
  if (!first) {
    out.append(text);
    return out;
  }
  const { match, tag } = first;
  const node = document.createElement(tag);
  if (tag === "a") Object.assign(node, { href: match[1], target: "_blank", rel: "noreferrer noopener" });
  node.append(tag === "code" || tag === "a" ? match[1] : formatted(match[1]));
  out.append(text.slice(0, match.index), node, formatted(text.slice(match.index + match[0].length)));
  return out;
}

/** The same without its marks, for one line of a list. */
export const unformatted = (text) => formatted(text).textContent;

export const clock = (at) => new Date(at).toLocaleTimeString("pt-BR", { hour: "2-digit", minute: "2-digit" });

export function dayName(at) {
  const day = new Date(at).toDateString();
  if (day === new Date().toDateString()) return "Hoje";
  if (day === new Date(Date.now() - 86_400_000).toDateString()) return "Ontem";
  return new Date(at).toLocaleDateString("pt-BR", { day: "numeric", month: "long", year: "numeric" });
}

export function phoneName(phone) {
  const match = /^55(\d\d)(\d{4,5})(\d{4})$/.exec(phone);
  return match ? `+55 ${match[1]} ${match[2]}-${match[3]}` : phone;
}
