"""Moves of a conversation between hands: transfer, conference, a step of the bot, taking over."""
