"""Hearthline 暖线: customer service for district heating and power, one closed loop."""
