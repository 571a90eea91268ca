import { el } from "../bubble.js";
import { phoneName, unformatted } from "../format.js";

/* The attendants' page: a client of the stand-in's own API, so that what it does arrives as it would from Chatwoot. */

const $ = (id) => document.getElementById(id);
const RETURN_LABEL = "devolver-ao-bot";
const STATUS = { open: "Aberta", pending: "Com o robô", resolved: "Resolvida", snoozed: "Adiada" };
const PRIORITY = { urgent: "Urgente", high: "Alta", medium: "Média", low: "Baixa" };
const SENT = { sent: "✓ enviada", delivered: "✓✓ entregue", read: "✓✓ lida", failed: "não enviada" };
const state = { session: null, token: "", status: "open", current: null, conversations: [] };

async function api(method, path, body) {
  const isForm = body instanceof FormData;
  const response = await fetch(`/api/v1/accounts/${state.session.accountId}${path}`, {
    method,
    headers: { "api-access-token": state.token, ...(body && !isForm ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  }).catch(() => {
    throw new Error("Sem conexão com o servidor de teste. Tente de novo quando ele voltar.");
  });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Error(answer?.error ?? answer?.message ?? "Não foi possível concluir.");
  return answer;
}

const attempt = (work) => async (event) => {
  event?.preventDefault();
  try {
    $("banner").hidden = true;
    await work();
  } catch (error) {
    $("banner").textContent = error.message;
    $("banner").hidden = false;
  }
};

const contactName = (one) => one.meta.sender.name || phoneName((one.meta.sender.phone_number ?? "").replace("+", ""));
const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString("pt-BR", { hour: "2-digit", minute: "2-digit" });

async function loadList() {
  const { data } = await api("GET", "/conversations?status=all&updated_within=864000");
  state.conversations = data.payload;
  drawList();
  const current = data.payload.find((one) => one.id === state.current);
  if (current) drawHead(current);
  else if (state.current !== null) close();
}

function drawList() {
  const of = (status) =>
    state.conversations.filter((one) => (one.status === "snoozed" ? "open" : one.status) === status);
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const count = of(tab.dataset.status).length;
    tab.querySelector("b").textContent = count || "";
    tab.setAttribute("aria-selected", String(tab.dataset.status === state.status));
  }
  const shown = of(state.status).sort((a, b) => b.last_activity_at - a.last_activity_at);
  $("empty").hidden = shown.length > 0;
  $("empty").textContent = {
    open: "Ninguém espera por uma pessoa.",
    pending: "O robô não está em nenhuma conversa.",
    resolved: "Nada resolvido ainda.",
  }[state.status];
  const focused = document.activeElement?.dataset?.id;
  $("conversations").replaceChildren(...shown.map(item));
  if (focused) document.querySelector(`[data-id="${focused}"]`)?.focus();
}

function item(one) {
  const last = one.last_non_activity_message;
  const who = one.meta.assignee ? one.meta.assignee.name : one.status === "open" ? "Sem responsável" : "";
  const preview = last ? `${last.private ? "Nota: " : ""}${last.content ?? "Anexo"}` : "";
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        className: "item",
        "data-id": one.id,
        "aria-current": String(one.id === state.current),
        onclick: attempt(() => open(one.id)),
      },
      el(
        "span",
        { className: "line" },
        el("strong", {}, contactName(one)),
        el("span", { className: "soft" }, clock(one.last_activity_at)),
      ),
      el(
        "span",
        { className: "line soft" },
        el("span", {}, unformatted(preview.split("\n")[0])),
        one.unread_count ? el("span", { className: "badge" }, String(one.unread_count)) : "",
      ),
      el(
        "span",
        { className: "line soft" },
        el("span", {}, who),
        one.priority
          ? el("span", { className: one.priority === "urgent" ? "urgent" : "" }, PRIORITY[one.priority])
          : "",
      ),
    ),
  );
}

function drawHead(one) {
  $("name").textContent = contactName(one);
  const phone = one.meta.sender.phone_number;
  const parts = [
    STATUS[one.status],
    phone ? phoneName(phone.replace("+", "")) : "número oculto",
    one.meta.team?.name,
    one.meta.assignee?.name,
    one.priority ? `prioridade ${PRIORITY[one.priority].toLowerCase()}` : "",
  ];
  $("about").textContent = parts.filter(Boolean).join(" · ");
  $("labels").replaceChildren(...one.labels.map((label) => el("span", { className: "chip" }, label)));
  $("resolve").textContent = one.status === "resolved" ? "Reabrir" : "Resolver";
  $("return").disabled = one.status === "resolved" || one.labels.includes(RETURN_LABEL);
}

async function loadLog() {
  const id = state.current;
  const { payload } = await api("GET", `/conversations/${id}/messages?after=0`);
  if (id !== state.current) return;
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  log.replaceChildren(...payload.map(entry));
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function entry(message) {
  if (message.message_type === 2) return el("li", { className: "line" }, message.content);
  const isOut = message.message_type === 1;
  const files = (message.attachments ?? []).map((file) =>
    file.file_type === "image"
      ? el("img", { src: file.data_url, alt: "Imagem anexada" })
      : el(
          "a",
          { href: file.data_url, target: "_blank", rel: "noopener" },
          `Abrir anexo (${file.extension || file.file_type})`,
        ),
  );
  const author = message.content_attributes.external_echo
    ? "Pelo celular da clínica"
    : message.sender?.type === "agent_bot"
      ? `${message.sender.name} (bot)`
      : (message.sender?.name ?? "");
  const isFailed = message.status === "failed";
  const error = isFailed ? `: ${message.content_attributes.external_error ?? "falha no envio"}` : "";
  const foot = [
    author,
    clock(message.created_at),
    message.private ? "nota privada" : isOut || isFailed ? SENT[message.status] + error : "",
  ];
  return el(
    "li",
    { className: message.private ? "note" : isOut ? "out" : "in" },
    ...files,
    message.content ?? "",
    el("small", { className: isFailed ? "failed" : "" }, foot.filter(Boolean).join(" · ")),
  );
}

async function open(id) {
  state.current = id;
  document.body.classList.add("reading");
  $("conversation").hidden = false;
  $("nothing").hidden = true;
  drawList();
  drawHead(state.conversations.find((one) => one.id === id));
  await loadLog();
  $("log").scrollTop = $("log").scrollHeight;
  await api("POST", `/conversations/${id}/update_last_seen`, {});
}

function close() {
  state.current = null;
  document.body.classList.remove("reading");
  $("conversation").hidden = true;
  $("nothing").hidden = false;
  drawList();
}

const current = () => state.conversations.find((one) => one.id === state.current);
const isNote = () => document.querySelector("input[name=kind]:checked").value === "note";

async function send() {
  const content = $("text").value.trim();
  const [file] = $("file").files;
  if (content === "" && !file) return;
  const form = new FormData();
  form.append("content", content);
  form.append("message_type", "outgoing");
  form.append("private", String(isNote()));
  if (file) form.append("attachments[]", file);
  await api("POST", `/conversations/${state.current}/messages`, form);
  $("composer").reset();
  $("composer").classList.remove("private");
  fileChosen();
  $("text").focus();
}

function fileChosen() {
  const [file] = $("file").files;
  document.querySelector(".file span").textContent = file ? file.name.slice(0, 18) : "Anexar";
  $("text").required = !file;
}

function listen() {
  const live = new EventSource("/sandbox/events");
  let waiting = false;
  const refresh = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(
      attempt(async () => {
        waiting = false;
        await loadList();
        if (state.current !== null) await loadLog();
      }),
      60,
    );
  };
  const show = (text, className) => Object.assign($("link"), { textContent: text, className });
  live.addEventListener("hello", () => {
    show("Ao vivo", "chip ok");
    refresh();
  });
  live.addEventListener("desk", refresh);
  live.addEventListener("error", () => show("Reconectando…", "chip bad"));
}

async function begin() {
  state.session = await (await fetch("/desk/session")).json();
  for (const { name, token } of state.session.attendants) $("who").append(el("option", { value: token }, name));
  $("who").value = sessionStorage.getItem("who") ?? state.session.attendants[0].token;
  const chosen = () => {
    state.token = $("who").value;
    sessionStorage.setItem("who", state.token);
  };
  chosen();
  $("who").addEventListener("change", chosen);
  for (const tab of document.querySelectorAll("[role=tab]"))
    tab.addEventListener("click", () => {
      state.status = tab.dataset.status;
      drawList();
    });
  const me = () => state.session.attendants.find(({ token }) => token === state.token).id;
  const at = (path, body) => api("POST", `/conversations/${state.current}/${path}`, body);
  $("back").addEventListener("click", close);
  $("assign").addEventListener(
    "click",
    attempt(() => at("assignments", { assignee_id: me() })),
  );
  $("resolve").addEventListener(
    "click",
    attempt(() => at("toggle_status", { status: current().status === "resolved" ? "open" : "resolved" })),
  );
  $("return").addEventListener(
    "click",
    attempt(() => at("labels", { labels: [...current().labels, RETURN_LABEL] })),
  );
  $("composer").addEventListener("submit", attempt(send));
  $("composer").addEventListener("change", () => $("composer").classList.toggle("private", isNote()));
  $("file").addEventListener("change", fileChosen);
  $("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    $("composer").requestSubmit();
  });
  listen();
}

attempt(begin)();
