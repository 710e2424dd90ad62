"""What a console shows of the bot: its flows as charts, its intents, and messages to try on it."""
