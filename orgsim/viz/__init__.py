"""A page for Mesa users: the Mesa engine in Mesa's own SolaraViz, week by week. Needs the extra `mesa-viz`."""
