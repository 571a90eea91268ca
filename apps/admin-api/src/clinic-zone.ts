/** Of a clinic that has set no business hours yet. */
export const TIME_ZONE = "America/Sao_Paulo";
