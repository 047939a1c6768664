"""What Python is offered: arguments in, a checked study run, labelled data out. Public names live in `orgsim` itself."""
