/** "Se eu sumisse ninguém ia notar" is no complaint, and who wants to be gone from everything does not end a treatment. */
export const WORDED_ALIKE = /^request:(?:complaint|complaint_legal|privacy|end_treatment|stop_messages|wrong_number)$/;
