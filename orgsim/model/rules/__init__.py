"""The rules of a week, each written once: scalar functions by mechanism, compiled as they stand for every engine."""
