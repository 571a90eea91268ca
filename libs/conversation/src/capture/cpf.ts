import { cpf as rule } from "cpf-cnpj-validator";

const CPF = /(?<!\d)\d{3}[. ]?\d{3}[. ]?\d{3}[- ]?\d{2}(?!\d)/g;

/** "123.456.789-09" → "12345678909"; null unless it holds exactly one with right check digits. */
export function cpf(text: string): string | null {
  const found = [...text.matchAll(CPF)]
    .map(([digits]) => digits.replace(/\D/g, ""))
    .filter((digits) => rule.isValid(digits));
  return found.length === 1 ? found[0]! : null;
}

export const cpfText = (digits: string): string => rule.format(digits);
