import type { StartWords } from "./words.ts";

export const es: StartWords = {
  removing: "Borrando los datos anteriores…",
  starting: (name) => `Iniciando ${name}…`,
  using: (server, setting) => `Usando el ${server} de ${setting}.`,
  fetching: (name) => `Descargando ${name}, solo esta vez…`,
  building: "Preparando el panel, solo cuando ha cambiado…",
  settingUp: "Preparando los flujos de mensajes…",
  migrated: (steps) => `Base de datos actualizada (${steps} ${steps === 1 ? "paso" : "pasos"}).`,
  rebuild:
    "A lo que se proyectó antes le falta algo nuevo. Cuando quiera, con todo en marcha: npm run projector -- rebuild",
  stopping: "Deteniendo…",
  stopped: "Todo se ha detenido.",
  serverEnded: (name, how) => `${name} terminó (${how}); detenga Acolhe e inícielo de nuevo.`,
  appEnded: (name, how, seconds) => `${name} terminó (${how}); se iniciará de nuevo en ${seconds} s.`,
  isBack: (name) => `${name} ha vuelto.`,
  couldNotGoOn: (reason) => `Acolhe no pudo continuar: ${reason}`,
  because: (reason) => `Motivo: ${reason}`,
  portTaken: (port, name, setting) =>
    `el puerto ${port}, de ${name}, está ocupado${setting ? `; ponga en ${setting} uno libre` : ""}.`,
  running: (pid) => `Acolhe ya está en marcha en esta carpeta (proceso ${pid}); deténgalo antes.`,
  missing: (wanted, run, setting) =>
    `falta ${wanted}: ${[run && `ejecute "${run}"`, setting && `ponga en ${setting} un servidor en marcha`].filter(Boolean).join(", o ")}.`,
  failed: (program) => `${program} no se puso en marcha. Sus últimas líneas:`,
  ready: "¡Listo! Acolhe está en marcha.",
  places: {
    panel: "Panel de recepción",
    login: "Primer acceso",
    api: "API de administración",
    chat: "Conversar (simulador)",
    desk: "Atender (simulador)",
    webhooks: "Recibe webhooks en",
    nats: "NATS",
    redis: "Redis",
    postgres: "PostgreSQL",
    logs: "Registros (logs)",
  },
  firstLogin: (email, password) => `${email} / ${password} (hasta cambiar la contraseña)`,
  metrics: (name) => `Métricas: ${name}`,
  goodbye: "Ctrl+C detiene todo; los datos se conservan. `npm start -- --fresh` empieza de cero.",
};
