import type { Logger } from "@acolhe/runtime";

export const silent = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Logger;
