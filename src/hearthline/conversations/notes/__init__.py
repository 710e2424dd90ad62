"""Private notes with mentions, and whispers: seen by staff, never by a customer."""

from hearthline.conversations.notes.model import Note, NoteId, NoteKind, NoteWords
from hearthline.conversations.notes.service import Notes

__all__ = ["Note", "NoteId", "NoteKind", "NoteWords", "Notes"]
