"""Conversation tests of a pack, played with the real engine on a scripted business."""
