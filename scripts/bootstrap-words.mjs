// What is said before anything is installed, in the language of the machine. Plain JavaScript, no packages.

const WORDS = {
  pt: {
    installing: "Instalando dependências (só quando elas mudam)…",
    failed: "npm install falhou; o motivo está acima.",
    noNode:
      'O Node 24 não veio com o pacote "node"; os scripts de instalação estão desligados (npm config get ignore-scripts)?',
    notStarted: (reason) => `Não foi possível iniciar o Node 24: ${reason}`,
  },
  es: {
    installing: "Instalando dependencias (solo cuando cambian)…",
    failed: "npm install falló; el motivo está arriba.",
    noNode:
      'Node 24 no llegó con el paquete "node"; ¿están desactivados los scripts de instalación (npm config get ignore-scripts)?',
    notStarted: (reason) => `No se pudo iniciar Node 24: ${reason}`,
  },
  en: {
    installing: "Installing dependencies (only when the lock file changed)…",
    failed: "npm install failed; its reason is above.",
    noNode:
      'Node 24 did not arrive with the package "node"; are install scripts switched off (npm config get ignore-scripts)?',
    notStarted: (reason) => `Node 24 could not be started: ${reason}`,
  },
};

/** English where the machine's language is none of these. */
export function bootstrapWords(env) {
  const locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || "").toLowerCase();
  return WORDS[locale.slice(0, 2)] ?? WORDS.en;
}
