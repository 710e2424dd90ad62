"""Queues as a company sets them up: skills, rings, hours, overflow, members, capacity."""
