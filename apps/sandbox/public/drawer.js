import { el } from "./bubble.js";

const $ = (id) => document.getElementById(id);
const RATES = [
  ["errorRate", "Erro 500 ao enviar"],
  ["lostAnswerSentRate", "Envia, mas perde a resposta"],
  ["lostAnswerUnsentRate", "Não envia e perde a resposta"],
  ["duplicateWebhookRate", "Webhook repetido"],
  ["delayedWebhookRate", "Webhook atrasado"],
  ["reorderWebhookRate", "Webhook fora de ordem"],
  ["dropWebhookRate", "Webhook perdido"],
  ["echoBeforeAnswerRate", "Eco antes da resposta"],
  ["echoTwiceRate", "Eco em dobro"],
  ["echoAsLidRate", "Eco com LID"],
];

export function setUpDrawer(api) {
  const form = $("faults");
  const note = (text) => {
    $("drawer-note").textContent = text;
  };
  const put = (patch) =>
    api("PUT", "/sandbox/faults", patch).then(
      () => note("Aplicado."),
      (error) => note(error.message),
    );
  for (const [name, label] of RATES) {
    const output = el("output", {}, "0%");
    const range = el("input", { type: "range", name, min: 0, max: 100, step: 5, value: 0 });
    range.addEventListener("input", () => {
      output.textContent = `${range.value}%`;
    });
    range.addEventListener("change", () => put({ [name]: Number(range.value) / 100 }));
    $("rates").append(el("label", {}, label, output, range));
  }
  const fill = (faults) => {
    form.elements.connected.checked = !faults.disconnected;
    form.elements.gzip.checked = faults.gzip;
    for (const [name] of RATES) {
      form.elements[name].value = faults[name] * 100;
      form.elements[name].previousElementSibling.textContent = `${Math.round(faults[name] * 100)}%`;
    }
  };
  $("open-drawer").addEventListener("click", async () => {
    note("");
    $("drawer").showModal();
    try {
      fill(await api("GET", "/sandbox/faults"));
      const { pace } = await api("GET", "/sandbox/settings");
      form.elements.pace.value = `${pace.minMs}-${pace.maxMs}`;
    } catch (error) {
      note(error.message);
    }
  });
  form.elements.connected.addEventListener("change", (event) => put({ disconnected: !event.target.checked }));
  form.elements.gzip.addEventListener("change", (event) => put({ gzip: event.target.checked }));
  form.elements.pace.addEventListener("change", (event) => {
    const [minMs, maxMs] = event.target.value.split("-").map(Number);
    api("PUT", "/sandbox/settings", { pace: { minMs, maxMs } }).then(
      () => note("Aplicado."),
      (error) => note(error.message),
    );
  });
  $("clear-faults").addEventListener("click", async () => fill(await api("DELETE", "/sandbox/faults")));
  $("reset").addEventListener("click", async () => {
    await api("POST", "/sandbox/reset");
    $("drawer").close();
  });
}
