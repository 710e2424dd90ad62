"""Wrap-up 话后: what a conversation was about, written down while nothing new comes."""
