"""A week, stage by stage, over arrays: which rule meets which slots, in the order of the model description."""
