"""Hydra's configuration files of orgsim. In a wheel they lie at `orgsim/conf`."""
