export { carry } from "./carry.ts";
export { type Flow, type FlowState, flowState } from "./flow.ts";
export { HOPS_MAX } from "./limits.ts";
export { actsWhileParked, deferredTransition, parkedTransition } from "./parking.ts";
export type { Transition } from "./result.ts";
export { ConversationState, initialState } from "./state.ts";
export { ENGINE_VERSION, hasSeen, transition } from "./transition.ts";
