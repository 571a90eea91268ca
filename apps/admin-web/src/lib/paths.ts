const part = encodeURIComponent;

/** Every address of the panel, built in one place. They are Portuguese and stable: people keep them as bookmarks. */
export const paths = {
  home: () => "/",
  login: (back?: string) => (back && back !== "/" ? `/entrar?voltar=${part(back)}` : "/entrar"),
  newPassword: () => "/entrar/nova-senha",
  firstSteps: () => "/primeiros-passos",
  conversations: () => "/conversas",
  conversation: ({ channel, contact }: { channel: string; contact: string }) =>
    `/conversas/${part(channel)}/${part(contact)}`,
  waitingOn: (channel: string) => `/conversas?aba=esperando&canal=${part(channel)}`,
  patients: () => "/pacientes",
  patient: (id: string) => `/pacientes/${part(id)}`,
  importPatients: () => "/pacientes/importar",
  guardians: () => "/responsaveis",
  guardian: (id: string) => `/responsaveis/${part(id)}`,
  leads: () => "/leads",
  lead: (id: string) => `/leads?lead=${part(id)}`,
  agenda: (day?: string) => (day ? `/agenda?dia=${part(day)}` : "/agenda"),
  appointment: (id: string) => `/agenda?agendamento=${part(id)}`,
  newAppointment: (patient: string) => `/agenda?novo=${part(patient)}`,
  bot: () => "/bot",
  services: () => "/servicos",
  professionals: () => "/profissionais",
  replies: () => "/respostas",
  analytics: () => "/analises",
  users: () => "/usuarios",
  audit: () => "/auditoria",
  privacy: () => "/privacidade",
  erasure: (id: string) => `/privacidade?pedido=${part(id)}`,
  settings: () => "/configuracoes",
  channels: () => "/canais",
} as const;
