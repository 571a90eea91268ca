/** As people type in a hurry: small letters without accents. For comparing; what is kept is what was written. */
export const unaccented = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
