"""A language model as the bot's helper: what it may propose, and what is made of it."""
