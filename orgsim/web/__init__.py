"""What the browser is given: the kernel as WebAssembly, and the tables of the model as data."""
