"""Runs the command line with `python -m hearthline`."""

from hearthline.entrypoints.cli import main

main()
