export { matchers } from "./matchers.js";

export const nodes = [() => import("./nodes/0"), () => import("./nodes/1")];

export const server_loads = [];

export const dictionary = {};

export const hooks = {
  handleError: ({ kind, error }) => {
    if (kind === "unknown") {
      console.error(error);
    }
  },

  reroute: () => {},
  transport: {},
};

export const decoders = Object.fromEntries(Object.entries(hooks.transport).map(([k, v]) => [k, v.decode]));
export const encoders = Object.fromEntries(Object.entries(hooks.transport).map(([k, v]) => [k, v.encode]));

export const hash = false;

export const decode = (type, value) => decoders[type](value);

export const get_error_template = () => import("../shared/error-template.js").then((m) => m.default);
