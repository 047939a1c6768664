"""What is asked: studies, departments, and the bounds and values of their numbers. Nothing here runs anything."""
