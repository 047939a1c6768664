"""The command `orgsim`: a main job that Hydra configures, and verbs."""
