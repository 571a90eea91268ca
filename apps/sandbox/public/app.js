import { bubble, el, summary } from "./bubble.js";
import { setUpDrawer } from "./drawer.js";
import { clock, dayName, phoneName, unformatted } from "./format.js";

const $ = (id) => document.getElementById(id);
const state = { instanceId: null, chats: new Map(), open: [], loaded: false };
const panes = new Map();
const dirty = new Set();

export async function api(method, path, body) {
  const query = state.instanceId && !path.includes("?") ? `?instanceId=${encodeURIComponent(state.instanceId)}` : "";
  const response = await fetch(path + query, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error("Sem conexão com o servidor de teste. Tente de novo quando ele voltar.");
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? "Não foi possível concluir.");
  return answer;
}

const initials = (name) =>
  name
    .split(/\s+/)
    .map((one) => one[0])
    .slice(0, 2)
    .join("")
    .toUpperCase();
// Multiplying spreads neighbouring numbers over the colour wheel.
const hue = (key) => ([...key].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 9973, 7) * 137) % 360;
const avatar = (chat) =>
  el("div", { className: "avatar", style: `--hue:${hue(chat.key)}`, "aria-hidden": "true" }, initials(chat.name));

function paint(key) {
  dirty.add(key);
  if (dirty.size === 1)
    requestAnimationFrame(() => {
      for (const one of dirty) if (panes.has(one)) drawLog(state.chats.get(one), panes.get(one));
      dirty.clear();
      drawPeople();
    });
}

function drawPeople() {
  const focused = document.activeElement?.dataset?.key;
  $("people").replaceChildren(
    ...[...state.chats.values()].map((chat) => {
      const last = chat.messages.at(-1);
      return el(
        "li",
        {},
        el(
          "button",
          {
            className: "person",
            type: "button",
            "data-key": chat.key,
            "aria-pressed": String(state.open.includes(chat.key)),
            onclick: () => show(chat.key, true),
          },
          avatar(chat),
          el("strong", {}, chat.name),
          el("time", {}, last ? clock(last.at) : ""),
          el(
            "span",
            { className: "last" },
            last ? (last.from === "patient" ? "Você: " : "") + unformatted(summary(last)) : phoneName(chat.phone),
          ),
        ),
      );
    }),
  );
  if (focused) document.querySelector(`.person[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function drawLog(chat, pane) {
  const { log } = pane;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const nodes = [];
  let day = "";
  let from = "";
  for (const message of chat.messages) {
    if (dayName(message.at) !== day) {
      day = dayName(message.at);
      nodes.push(el("div", { className: "day", role: "separator" }, day));
    }
    nodes.push(bubble(message, chat, from !== message.from, (order) => write(chat, order)));
    from = message.from;
  }
  if (nodes.length === 0) {
    nodes.push(
      el(
        "div",
        { className: "empty" },
        el("b", {}, `Conversa com a clínica`),
        `Escreva como ${chat.name.split(" ")[0]} escreveria.`,
        el(
          "div",
          {},
          el(
            "button",
            { type: "button", onclick: () => write(chat, { text: "Oi, quero marcar uma consulta" }) },
            "Mandar um oi",
          ),
        ),
      ),
    );
  }
  if (pane.typing)
    nodes.push(
      el("div", { className: "typing", role: "status", "aria-label": pane.typing }, el("i"), el("i"), el("i")),
    );
  log.replaceChildren(...nodes);
  if (atEnd) log.scrollTop = log.scrollHeight;
}

async function write(chat, order, path = "chats") {
  const pane = panes.get(chat.key);
  try {
    await api("POST", `/sandbox/${path}/${encodeURIComponent(chat.phone)}/messages`, order);
    pane.error.hidden = true;
    pane.log.scrollTop = pane.log.scrollHeight;
    return true;
  } catch (error) {
    pane.error.textContent = error.message;
    pane.error.hidden = false;
    return false;
  }
}

const SAMPLES = [
  ["Foto", { kind: "image", caption: "Pedido médico" }],
  ["Áudio", { kind: "audio" }],
  ["Documento", { kind: "document", fileName: "exame.pdf" }],
  ["Figurinha", { kind: "sticker" }],
  ["Localização", { kind: "location", name: "Casa", address: "Rua das Acácias, 20" }],
  ["Contato", { kind: "contact", name: "Dra. Helena" }],
  ["Reagir com 👍", { kind: "reaction", value: "👍" }],
];

function makePane(chat) {
  const log = el("div", { className: "log", role: "log", "aria-label": `Mensagens de ${chat.name}`, tabIndex: 0 });
  const error = el("p", { className: "error pane-error", role: "alert", hidden: true });
  const input = el("input", {
    placeholder: "Mensagem",
    "aria-label": `Mensagem de ${chat.name}`,
    autocomplete: "off",
    maxLength: 4096,
  });
  // A picture that loads late would push the end out of sight; load events do not bubble, hence the capture.
  log.addEventListener(
    "load",
    () => {
      if (log.scrollHeight - log.scrollTop - log.clientHeight < 420) log.scrollTop = log.scrollHeight;
    },
    true,
  );
  const send = async (event, field, path) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    if (!(await write(chat, { text }, path))) field.value = text;
  };
  const reply = el("input", {
    placeholder: "Resposta da recepção",
    "aria-label": `Responder ${chat.name} pelo telefone da clínica`,
    autocomplete: "off",
  });
  const node = el(
    "section",
    { className: "pane", "aria-label": `Telefone de ${chat.name}` },
    paneHeader(chat),
    log,
    error,
    el(
      "form",
      { className: "compose", onsubmit: (event) => send(event, input) },
      attachMenu(chat),
      input,
      el("button", { className: "send", "aria-label": "Enviar" }, "➤"),
    ),
    el(
      "details",
      { className: "clinic-phone" },
      el("summary", {}, "☎ Responder pelo telefone da clínica"),
      el("form", { onsubmit: (event) => send(event, reply, "phone") }, reply, el("button", {}, "Responder")),
    ),
  );
  return { node, log, error, input, typing: null };
}

/** Files and the like that a telephone can send. */
function attachMenu(chat) {
  const menu = el(
    "details",
    { className: "attach" },
    el("summary", { "aria-label": "Anexar", title: "Anexar" }, "+"),
    el(
      "div",
      { className: "menu" },
      ...SAMPLES.map(([name, order]) =>
        el(
          "button",
          {
            type: "button",
            onclick: () => {
              menu.open = false;
              write(chat, order);
            },
          },
          name,
        ),
      ),
    ),
  );
  return menu;
}

function paneHeader(chat) {
  return el(
    "header",
    {},
    el(
      "button",
      {
        className: "ghost icon back",
        type: "button",
        "aria-label": "Voltar",
        onclick: () => document.body.classList.remove("chatting"),
      },
      "‹",
    ),
    avatar(chat),
    el("div", {}, el("h2", {}, chat.name), el("p", { className: "soft" }, phoneName(chat.phone))),
    el(
      "button",
      {
        className: "ghost icon close",
        type: "button",
        "aria-label": `Fechar a conversa de ${chat.name}`,
        onclick: () => hide(chat.key),
      },
      "✕",
    ),
  );
}

function show(key, byHand) {
  if (!panes.has(key)) {
    const pane = makePane(state.chats.get(key));
    panes.set(key, pane);
    state.open.push(key);
    // Three phones fit side by side on a desktop; the oldest leaves.
    if (state.open.length > 3) hide(state.open[0]);
    $("panes").append(pane.node);
    drawLog(state.chats.get(key), pane);
    pane.log.scrollTop = pane.log.scrollHeight;
  }
  for (const [one, pane] of panes) pane.node.classList.toggle("current", one === key);
  if (byHand) {
    document.body.classList.add("chatting");
    panes.get(key).node.scrollIntoView({ inline: "nearest" });
    panes.get(key).log.scrollTop = panes.get(key).log.scrollHeight;
    panes.get(key).input.focus();
  }
  drawPeople();
}

function hide(key) {
  panes.get(key)?.node.remove();
  panes.delete(key);
  state.open = state.open.filter((one) => one !== key);
  document.body.classList.remove("chatting");
  drawPeople();
}

function drawInstance(instance) {
  $("clinic").textContent = `${instance.name} · ${phoneName(instance.phone)}`;
  $("queue").hidden = instance.queued === 0;
  $("queue").textContent = `${instance.queued} na fila da clínica`;
  const trouble = !instance.connected
    ? "O número da clínica está desconectado: nada chega e nada sai até reconectar em Falhas."
    : instance.webhook
      ? ""
      : "Nenhum sistema registrou um webhook ainda: as mensagens ficam só com um tique.";
  $("banner").hidden = trouble === "";
  $("banner").textContent = trouble;
}

function chatOf(event) {
  let chat = state.chats.get(event.key);
  if (!chat) {
    chat = { key: event.key, phone: event.phone, name: event.name, messages: [] };
    state.chats.set(event.key, chat);
  }
  return chat;
}

async function load() {
  const { instances } = await api("GET", "/sandbox/instances");
  state.instanceId ??= instances[0].instanceId;
  $("instance-box").hidden = instances.length < 2;
  $("instance").replaceChildren(
    ...instances.map((one) =>
      el(
        "option",
        { value: one.instanceId, selected: one.instanceId === state.instanceId },
        `${one.name} (${one.channelId})`,
      ),
    ),
  );
  const { instance, chats } = await api("GET", "/sandbox/chats");
  state.chats = new Map(chats.map((chat) => [chat.key, chat]));
  drawInstance(instance);
  const wide = Math.max(1, Math.min(3, Math.floor((innerWidth - 264) / 330)));
  const wanted = state.loaded
    ? state.open.filter((key) => state.chats.has(key))
    : chats.slice(0, wide).map((chat) => chat.key);
  const reading = document.body.classList.contains("chatting");
  for (const key of [...state.open]) if (!state.chats.has(key)) hide(key);
  for (const key of wanted) {
    show(key, false);
    paint(key);
  }
  document.body.classList.toggle("chatting", reading && wanted.length > 0);
  state.loaded = true;
  drawPeople();
}

function listen() {
  const source = new EventSource("/sandbox/events");
  const on = (name, run) =>
    source.addEventListener(name, (event) => {
      const data = JSON.parse(event.data);
      if (data.instanceId === undefined || data.instanceId === state.instanceId) run(data);
    });
  const chip = (text, kind) => {
    $("link").textContent = text;
    $("link").className = `chip ${kind}`;
  };
  source.addEventListener("error", () => chip("Sem conexão, tentando de novo…", "bad"));
  on("hello", () =>
    load().then(
      () => chip("Ao vivo", "ok"),
      () => chip("Sem conexão, tentando de novo…", "bad"),
    ),
  );
  on("reset", () => load());
  on("chat", (event) => {
    chatOf(event).name = event.name;
    drawPeople();
  });
  on("instance", drawInstance);
  on("message", (event) => {
    const chat = chatOf(event);
    const index = chat.messages.findIndex((one) => one.messageId === event.message.messageId);
    if (index >= 0) chat.messages[index] = event.message;
    else chat.messages.push(event.message);
    if (chat.messages.length > 300) chat.messages.splice(0, 100);
    const pane = panes.get(chat.key);
    if (pane && event.message.from === "clinic") pane.typing = null;
    paint(chat.key);
  });
  on("status", (event) => {
    const message = chatOf(event).messages.find((one) => one.messageId === event.messageId);
    if (!message) return;
    message.status = event.status;
    // The patient's phone shows ticks on the patient's own messages only.
    if (message.from === "patient") paint(event.key);
  });
  on("typing", (event) => {
    const pane = panes.get(event.key);
    if (!pane) return;
    pane.typing = event.recording ? "Clínica gravando áudio" : "Clínica digitando";
    paint(event.key);
    setTimeout(() => {
      pane.typing = null;
      paint(event.key);
    }, 15_000);
  });
}

$("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const digits = form.phone.value.replace(/\D/g, "");
  const phone = digits.length <= 11 ? `55${digits}` : digits;
  try {
    const chat = await api("PUT", `/sandbox/chats/${phone}`, { name: form.elements.name.value.trim() });
    chatOf(chat).name = chat.name;
    form.reset();
    $("add-error").hidden = true;
    show(chat.key, true);
  } catch (error) {
    $("add-error").textContent = /Wrong|phone as digits/i.test(error.message)
      ? "Escreva o telefone com DDD: 11 98888-7777."
      : error.message;
    $("add-error").hidden = false;
  }
});
$("instance").addEventListener("change", (event) => {
  state.instanceId = event.target.value;
  for (const key of [...state.open]) hide(key);
  state.loaded = false;
  load();
});
$("people").append(el("li", { className: "soft", style: "padding:12px" }, "Carregando…"));
setUpDrawer(api);
listen();
