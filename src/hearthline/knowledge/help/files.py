"""Files of items on the public pages, while an item in force has them attached."""

from collections.abc import Sequence

from hearthline.kernel import TenantId
from hearthline.knowledge.files import FileUnknown, ItemFiles, KeptFile, told_kind, told_size
from hearthline.knowledge.help.model import Item, Shelf, Shown
from hearthline.knowledge.service import Knowledge
from hearthline.platform.db import Session


class PublicFiles:
    """What visitors have of the files of items."""

    def __init__(self, files: ItemFiles, knowledge: Knowledge) -> None:
        """Take where files are kept, and what says which of them hold."""
        self._files = files
        self._knowledge = knowledge

    async def of(self, session: Session, item: Item) -> Sequence[Shown]:
        """What an item has attached, with links to what is here."""
        attached = item.draft.attachments
        here = await self._files.of(session, attached) if attached else {}
        found = [(one, here.get(one.file_id)) for one in attached]
        return [
            Shown(
                one.name,
                one.fallback,
                link=self._files.link(session.tenant_id, item.article_id, file.id),
                kind=told_kind(file.media_type),
                size=told_size(file.size_bytes),
                is_image=file.is_image,
            )
            if file
            else Shown(one.name, one.fallback)
            for one, file in found
        ]

    async def find(self, session: Session, shelf: Shelf, token: str) -> KeptFile:
        """The file of a link, while an item of the shelf has it attached; raises FileUnknown."""
        named = self._files.read(session.tenant_id, token)
        line = shelf.by_id.get(named.article_id)
        if line is None:
            raise FileUnknown
        article = await self._knowledge.get(session, line.article_id, version=line.version)
        if str(named.file_id) not in {one.file_id for one in article.draft.attachments}:
            raise FileUnknown
        return await self._files.get(session, named.file_id)

    async def content(self, tenant_id: TenantId, file: KeptFile) -> bytes:
        """The bytes of a file; raises FileGone."""
        return await self._files.content(tenant_id, file)
