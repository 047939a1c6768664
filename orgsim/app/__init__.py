"""The small server behind `orgsim app`: the static pages, sweeps, the diagnosis and exports."""
