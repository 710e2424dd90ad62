"""Dialogue: the bot."""
