"""The engines that run the model's weeks: readable Mesa agents and a compiled kernel, with equal numbers."""
