/** Thrown where modules were to be compiled and not run. */
throw new Error("compiled, and not run");
