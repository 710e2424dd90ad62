"""Conversations: the threads of messages that everything else hangs on.

A message is stored, numbered and told in one transaction; every view resumes by number.
"""

from hearthline.conversations.channels import Channels
from hearthline.conversations.contacts import Contact, Contacts
from hearthline.conversations.desk import Desk, Followed
from hearthline.conversations.errors import (
    ChoiceUnknown,
    ConversationClosed,
    FileTypeRefused,
    NoSuchChannel,
    NoSuchConversation,
    NoSuchUpload,
    NotTheHolder,
    TextUnsound,
)
from hearthline.conversations.events import (
    ConversationMoved,
    ConversationOpened,
    ConversationRated,
)
from hearthline.conversations.finding import (
    Elsewhere,
    Finding,
    Indexer,
    Numbered,
    finding_jobs,
    nothing_elsewhere,
)
from hearthline.conversations.labels import Labels
from hearthline.conversations.looking import Doing, Looker, Looking
from hearthline.conversations.model import (
    LONGEST_TEXT,
    AccountRef,
    Channel,
    ChannelKind,
    Conversation,
    ListRow,
    Message,
    MessageKind,
    Move,
    Opening,
    Received,
    Saying,
    Sender,
    SenderKind,
    Status,
)
from hearthline.conversations.news import ThreadNews
from hearthline.conversations.notes import Note, NoteId, NoteKind, Notes, NoteWords
from hearthline.conversations.ratings import Ratings
from hearthline.conversations.receipts import Receipts, shows_typing
from hearthline.conversations.rows import Names, Rows
from hearthline.conversations.service import Conversations
from hearthline.conversations.uploads import LARGEST_BYTES, Upload, Uploads
from hearthline.conversations.wire import MessageOut, RowOut
from hearthline.conversations.writing import (
    Drafts,
    PendingTimers,
    Spelling,
    Writing,
    writing_jobs,
)

__all__ = [
    "LARGEST_BYTES",
    "LONGEST_TEXT",
    "AccountRef",
    "Channel",
    "ChannelKind",
    "Channels",
    "ChoiceUnknown",
    "Contact",
    "Contacts",
    "Conversation",
    "ConversationClosed",
    "ConversationMoved",
    "ConversationOpened",
    "ConversationRated",
    "Conversations",
    "Desk",
    "Doing",
    "Drafts",
    "Elsewhere",
    "FileTypeRefused",
    "Finding",
    "Followed",
    "Indexer",
    "Labels",
    "ListRow",
    "Looker",
    "Looking",
    "Message",
    "MessageKind",
    "MessageOut",
    "Move",
    "Names",
    "NoSuchChannel",
    "NoSuchConversation",
    "NoSuchUpload",
    "NotTheHolder",
    "Note",
    "NoteId",
    "NoteKind",
    "NoteWords",
    "Notes",
    "Numbered",
    "Opening",
    "PendingTimers",
    "Ratings",
    "Receipts",
    "Received",
    "RowOut",
    "Rows",
    "Saying",
    "Sender",
    "SenderKind",
    "Spelling",
    "Status",
    "TextUnsound",
    "ThreadNews",
    "Upload",
    "Uploads",
    "Writing",
    "finding_jobs",
    "nothing_elsewhere",
    "shows_typing",
    "writing_jobs",
]
