"""Supervision: the wall, thresholds with alarms, verbs of supervisors, the report of a day."""
