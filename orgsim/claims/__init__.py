"""Claims shown by experiment: each a folder with a configuration, a figure, a control and a verdict; and the gallery of all."""
