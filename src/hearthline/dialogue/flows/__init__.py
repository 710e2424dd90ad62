"""How a pack says what is to be done: flows, slots, responses, and their checks."""
