"""The small server behind `orgsim app`: the static pages, the engine for browsers without WebAssembly, sweeps and exports."""
