"""The annual engagement survey: its items, who answers what, indices, and department against department."""
