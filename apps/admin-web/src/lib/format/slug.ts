const LENGTH_MAX = 32;
/** "Avaliação neuropsicológica" as "avaliacao-neuropsicologica"; before a digit, and where no letter is Latin, "servico". */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "");
  return (/^[a-z]/.test(plain) ? plain : `servico-${plain}`).slice(0, LENGTH_MAX).replace(/-+$/, "");
}
