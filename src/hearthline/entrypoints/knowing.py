"""`hearthline knowledge …`: measure the search, carry the base out and in."""

from hearthline.entrypoints.bundling import bundle, bundle_key, receive
from hearthline.entrypoints.evaluate import knowledge_app
from hearthline.entrypoints.reindexing import reindex
from hearthline.entrypoints.transferring import export_base, import_base

app = knowledge_app
app.command("export")(export_base)
app.command("import")(import_base)
app.command("bundle")(bundle)
app.command("bundle-key")(bundle_key)
app.command("receive")(receive)
app.command("reindex")(reindex)
