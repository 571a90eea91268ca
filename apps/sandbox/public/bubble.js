import { clock, formatted } from "./format.js";

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((one) => one !== null && one !== undefined));
  return node;
}

const TICKS = {
  pending: ["Enviando", "M8.5 1.5a4.5 4.5 0 1 0 .01 0M8.5 3.5V6l2 1.2"],
  sent: ["Enviada", "M4 6.5l3 3 6-7"],
  delivered: ["Entregue", "M1 6.5l3 3 6-7M7.5 9l.6.5 6-7"],
  read: ["Lida", "M1 6.5l3 3 6-7M7.5 9l.6.5 6-7"],
  failed: ["Falhou", "M8 2v5M8 10v.1"],
};

function tick(status) {
  const [name, path] = TICKS[status] ?? TICKS.sent;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 12");
  line.setAttribute("d", path);
  svg.append(line);
  return el("span", { className: `tick ${status}`, role: "img", "aria-label": name, title: name }, svg);
}

export const summary = (m) => {
  if (m.deleted) return "Mensagem apagada";
  const names = {
    image: "Foto",
    audio: "Áudio",
    video: "Vídeo",
    document: "Documento",
    sticker: "Figurinha",
    location: "Localização",
    contact: "Contato",
  };
  return [names[m.kind], m.text].filter(Boolean).join(" · ") || "Mensagem";
};

const safeUrl = (url) => (/^(https?:|data:(image|audio|video)\/)/.test(url) ? url : "about:blank");
const card = (symbol, title, note, href) =>
  el(
    href ? "a" : "div",
    { className: "card", ...(href ? { href: safeUrl(href), target: "_blank", rel: "noreferrer" } : {}) },
    el("span", { className: "sym", "aria-hidden": "true" }, symbol),
    el("span", {}, title, el("small", {}, note)),
  );
const photo = (url) => el("img", { className: "photo", src: safeUrl(url), alt: "Foto", loading: "lazy" });

function media(m) {
  switch (m.kind) {
    case "image":
      return photo(m.url);
    case "sticker":
      return el("span", { role: "img", "aria-label": "Figurinha", style: "font-size:54px" }, "🌻");
    case "audio":
      return el("audio", { controls: true, preload: "none", src: safeUrl(m.url), "aria-label": "Áudio" });
    case "video":
      return card("▶", "Vídeo", `${m.seconds} s`, m.url);
    case "document":
      return card("DOC", m.fileName, m.mimeType, m.url);
    case "location":
      return card("◎", m.name || "Localização", m.address || `${m.latitude}, ${m.longitude}`);
    case "contact":
      return el("div", {}, ...m.contacts.map((one) => card("☺", one.name, one.phones.join(", "))));
    case "link":
      return card("↗", m.title, m.description, m.url);
    case "buttons":
      return m.image ? photo(m.image) : null;
    default:
      return null;
  }
}

function taps(m, onTap) {
  if (m.kind === "buttons")
    return el(
      "div",
      { className: "taps" },
      ...m.buttons.map((one) =>
        one.type === "REPLY"
          ? el(
              "button",
              { className: "tap", type: "button", onclick: () => onTap({ buttonId: one.id, replyTo: m.messageId }) },
              one.label,
            )
          : el(
              "a",
              {
                className: "tap",
                href: one.type === "CALL" ? `tel:${one.target}` : safeUrl(one.target ?? ""),
                target: "_blank",
                rel: "noreferrer",
              },
              one.label,
            ),
      ),
    );
  if (m.kind === "list")
    return el(
      "details",
      { className: "taps" },
      el("summary", { className: "tap" }, `☰ ${m.buttonLabel}`),
      el(
        "div",
        { className: "rows", role: "group", "aria-label": m.title || m.buttonLabel },
        ...m.rows.map((row) =>
          el(
            "button",
            { className: "tap", type: "button", onclick: () => onTap({ rowId: row.id, replyTo: m.messageId }) },
            row.title,
            row.description ? el("small", {}, row.description) : null,
          ),
        ),
      ),
    );
  if (m.kind === "poll")
    return el(
      "div",
      { className: "taps" },
      ...m.options.map((name) =>
        el(
          "button",
          {
            className: "tap",
            type: "button",
            onclick: () => onTap({ kind: "poll-vote", target: m.messageId, options: [name] }),
          },
          name,
        ),
      ),
    );
  return null;
}

/** One bubble. `onTap` gets the order for the control API. */
export function bubble(m, chat, turn, onTap) {
  const quoted = m.replyTo && chat.messages.find((one) => one.messageId === m.replyTo);
  const words =
    ["audio", "sticker", "location", "contact"].includes(m.kind) || (m.kind === "document" && m.text === m.fileName)
      ? ""
      : m.text;
  const who = m.from === "clinic" ? (m.via === "phone" ? "Recepção, pelo telefone" : "Clínica") : chat.name;
  return el(
    "article",
    {
      className: `bubble ${m.from} ${m.kind}${turn ? " turn" : ""}${m.reaction ? " reacted" : ""}`,
      "aria-label": `${who}, ${clock(m.at)}`,
      "data-id": m.messageId,
    },
    quoted && !m.deleted ? el("span", { className: "quote" }, formatted(summary(quoted).slice(0, 90))) : null,
    m.deleted ? null : media(m),
    m.title && ["buttons", "list"].includes(m.kind) ? el("strong", { className: "title" }, m.title) : null,
    m.deleted
      ? el("em", { className: "soft" }, "Mensagem apagada")
      : words
        ? el("div", { className: "words" }, formatted(words))
        : null,
    m.footer ? el("span", { className: "foot" }, m.footer) : null,
    el(
      "div",
      { className: "meta" },
      m.via === "phone" ? "pelo telefone ·" : null,
      m.edited ? "editada ·" : null,
      el("time", { dateTime: new Date(m.at).toISOString() }, clock(m.at)),
      m.from === "patient" ? tick(m.status) : null,
    ),
    m.deleted ? null : taps(m, onTap),
    m.reaction ? el("span", { className: "react" }, m.reaction) : null,
  );
}
