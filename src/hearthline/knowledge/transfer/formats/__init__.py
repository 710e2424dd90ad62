"""Readers of documents, one file a format: bytes in, items and named troubles out.

They run in a process of their own (`transfer/child.py`) and touch neither database nor network.
"""
