import { type Board, type Figure, quantile, rate } from "./board.ts";

const quantiles = (title: string, metric: string): Figure => ({
  ...{ title, unit: "s" },
  queries: { "50 %": quantile(0.5, metric), "95 %": quantile(0.95, metric), "99 %": quantile(0.99, metric) },
});
const counted = (title: string, counter: string, label: string): Figure => ({
  ...{ title, unit: "reqps", queries: { [`{{${label}}}`]: rate(counter, label) } },
});
const now = (title: string, unit: Figure["unit"], expr: string, red: number, below?: true): Figure => ({
  ...{ title, unit, queries: { now: expr } },
  stat: { red, ...(below && { below }) },
});

/** What an operator opens first, and what leads on from there. */
export const BOARDS: readonly Board[] = [
  {
    ...{ uid: "overview", title: "Visão geral" },
    rows: {
      "Quem espera": [
        now("Em possível perigo", "s", "max(dangers_waiting_seconds)", 180),
        now("Espera da equipe (expediente)", "s", "max(patients_waiting_open_seconds)", 900),
        now("Conversas paradas", "short", "max(conversations_parked)", 1),
        now("Respostas em até 2 s (6 h)", "percentunit", "1 - acolhe:replies_late:ratio6h", 0.999, true),
      ],
      "O que funciona": [
        now("Números conectados", "none", "min(channel_connected)", 1, true),
        now("Serviços prontos", "none", "min(process_ready)", 1, true),
        now("NATS", "none", "max(broker_reachable)", 1, true),
        now("PostgreSQL", "none", "max(database_reachable)", 1, true),
        now("Ilegíveis", "short", "max(dead_letters)", 1),
        now("Disco livre", "percentunit", "min(spool_disk_free_ratio)", 0.1, true),
      ],
      Movimento: [counted("Recebido", "webhooks_total", "kind"), counted("Enviado", "send_outcomes_total", "status")],
      Tempo: [
        quantiles("Da palavra do paciente à resposta", "reply_seconds"),
        quantiles("Sem a espera por mais palavras", "reply_handover_seconds"),
      ],
    },
  },
  {
    ...{ uid: "conversations", title: "Conversas" },
    rows: {
      Agora: [
        { ...{ title: "Sessões abertas", unit: "short" }, queries: { "{{mode}}": "sum by (mode) (sessions_open)" } },
        {
          ...{ title: "Onde estão", unit: "short" },
          queries: { "{{step}}": "topk(10, sum by (step) (sessions_open))" },
        },
        {
          ...{ title: "Esperam pela equipe", unit: "short" },
          queries: { pacientes: "max(patients_waiting)", perigo: "max(dangers_waiting)" },
        },
      ],
      Entendimento: [
        { ...{ title: "Não entendidas", unit: "reqps" }, queries: { "não entendidas": rate("not_understood_total") } },
        counted("Encaminhadas à equipe", "handoffs_total", "priority"),
        counted("Modelo de fora", "opinions_total", "answer"),
        counted("Áudios", "transcriptions_total", "answer"),
      ],
      Decisões: [
        counted("Turnos", "turns_total", "outcome"),
        quantiles("Tempo de uma decisão", "turn_seconds"),
        {
          ...{ title: "Falhas", unit: "reqps" },
          queries: { falhas: rate("handling_failures_total"), paradas: rate("parked_total") },
        },
      ],
    },
  },
  {
    ...{ uid: "delivery", title: "Entregas" },
    rows: {
      Envios: [
        counted("Desfecho", "send_outcomes_total", "status"),
        counted("Erros do provedor", "send_errors_total", "code"),
        counted("Falhas depois de aceitas", "delivery_failures_total", "code"),
      ],
      Tempo: [
        quantiles("Da palavra do paciente à resposta", "reply_seconds"),
        quantiles("Espera pela vez no número", "send_permit_wait_seconds"),
        quantiles("Chamada do provedor", "send_call_seconds"),
      ],
      Dúvidas: [
        {
          ...{ title: "Sem desfecho conhecido", unit: "short" },
          queries: { "{{channel}}": "sum by (channel) (send_held)" },
        },
        counted("Como se resolveram", "send_settled_total", "as"),
        {
          ...{ title: "Retiradas da fila", unit: "reqps" },
          queries: {
            "a tempo": rate("sends_taken_back_total"),
            "tarde demais": rate("sends_taken_back_too_late_total"),
          },
        },
        {
          ...{ title: "Número conectado", unit: "none" },
          queries: { "{{channel}}": "min by (channel) (channel_connected)" },
        },
      ],
    },
  },
  {
    ...{ uid: "streams", title: "Registro e filas" },
    rows: {
      Atraso: [
        {
          ...{ title: "Registro mais antigo sem tratamento", unit: "s" },
          queries: { "{{consumer}}": "max by (consumer) (consumer_oldest_seconds)" },
        },
        {
          ...{ title: "Registros sem tratamento", unit: "short" },
          queries: { "{{consumer}}": "max by (consumer) (consumer_lag_records)" },
        },
      ],
      Tamanho: [
        { ...{ title: "Registros", unit: "short" }, queries: { "{{stream}}": "max by (stream) (stream_records)" } },
        { ...{ title: "Espaço", unit: "bytes" }, queries: { "{{stream}}": "max by (stream) (stream_stored_bytes)" } },
        {
          ...{ title: "Esperam em disco", unit: "short" },
          queries: { "{{instance}}": "max by (instance) (spool_records)" },
        },
      ],
      "Lado de leitura": [
        {
          ...{ title: "Atraso", unit: "s" },
          queries: { "{{stream}}": "max by (stream) (acolhe_projector_lag_seconds)" },
        },
        {
          ...{ title: "Registros por ler", unit: "short" },
          queries: { "{{stream}}": "max by (stream) (acolhe_projector_lag_records)" },
        },
        counted("Registros lidos", "acolhe_projector_records_total", "stream"),
      ],
    },
  },
  {
    ...{ uid: "api", title: "API e painel" },
    rows: {
      Pedidos: [
        counted("Por resposta", "api_request_seconds_count", "status"),
        quantiles("Tempo", "api_request_seconds"),
        {
          ...{ title: "Rotas mais lentas (95 %)", unit: "s" },
          queries: { "{{route}}": `topk(10, ${quantile(0.95, "api_request_seconds", "route")})` },
        },
      ],
      Acesso: [
        counted("Entradas", "api_logins_total", "outcome"),
        {
          ...{ title: "Recusados por excesso", unit: "reqps" },
          queries: { recusados: rate("api_rate_limited_total"), "sem cache": rate("api_rate_limit_unavailable_total") },
        },
        counted("Ordens em conversas", "api_controls_total", "type"),
      ],
    },
  },
  {
    ...{ uid: "process", title: "Processos" },
    rows: {
      "Cada processo": [
        {
          ...{ title: "Atraso do laço (99 %)", unit: "s" },
          queries: { "{{app}} {{instance}}": "max by (app, instance) (nodejs_eventloop_lag_p99_seconds)" },
        },
        {
          ...{ title: "Memória", unit: "bytes" },
          queries: { "{{app}} {{instance}}": "max by (app, instance) (process_resident_memory_bytes)" },
        },
        {
          ...{ title: "CPU", unit: "percentunit" },
          queries: { "{{app}} {{instance}}": rate("process_cpu_seconds_total", "app, instance") },
        },
      ],
      Saúde: [
        { ...{ title: "Prontos", unit: "none" }, queries: { "{{process}}": "max by (process) (process_ready)" } },
        {
          ...{ title: "Sem o cache", unit: "reqps" },
          queries: {
            ritmo: rate("send_pace_alone_total"),
            mensagens: rate("rate_limit_unavailable_total"),
            API: rate("api_rate_limit_unavailable_total"),
          },
        },
        {
          ...{ title: "Coleta de lixo", unit: "s" },
          queries: { "{{app}}": rate("nodejs_gc_duration_seconds_sum", "app") },
        },
      ],
    },
  },
];
