"""The compiled engine: the rules as they stand, over arrays, with runs side by side in the lanes of the processor."""
