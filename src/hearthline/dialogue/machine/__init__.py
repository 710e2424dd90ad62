"""The pure machine: state and commands in, state and effects out; no clock, no database."""
