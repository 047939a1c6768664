"""The kernel as WebAssembly: the same rules, stages and memory as the native one, for the browser; no imports, equal bits."""
