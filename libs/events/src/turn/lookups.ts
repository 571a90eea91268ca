/**
 * What a flow may look up, and the values that an answer brings: `appointments`, the next one known behind the contact.
 * Who answers is the worker; lint refuses a flow that asks for anything else.
 */
export const LOOKUPS = {
  appointments: ["appointment", "appointment_name", "appointment_when", "appointment_patient"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
