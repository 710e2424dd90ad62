"""Documents in and out: files read into items, seen before they are stored, and written again."""
