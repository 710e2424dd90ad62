"""The tenant's own examples: kept, listed, told of, and written into a release on wish."""

import pytest
import yaml

from hearthline.dialogue.releases.errors import (
    ExampleUnknown,
    IntentUnknown,
    NothingToExport,
    TaughtOtherwise,
)
from hearthline.dialogue.releases.examples import ExamplesWanted
from hearthline.dialogue.releases.exporting import with_examples
from hearthline.dialogue.releases.model import ExampleId, ExampleKind, OwnExample
from hearthline.dialogue.releases.teaching import teach
from hearthline.kernel import TenantId
from hearthline.platform.db import Database
from tests.dialogue.releases.conftest import Workshop
from tests.make import releases as make

pytestmark = pytest.mark.store

EVERYTHING = ExamplesWanted()
LISTINGS = [
    "examples: [一, 二]\n",
    "examples:\n- 一\n- 二\n",
    "examples: # some\n  - 一\n  - 二\n",
]


async def listed(workshop: Workshop, wanted: ExamplesWanted = EVERYTHING) -> list[str]:
    async with workshop.database.session(workshop.tenant) as session:
        return [one.text for one in await workshop.examples.list(session, wanted)]


async def taught(
    workshop: Workshop, intent: str, text: str, *, domain: str | None = None
) -> OwnExample:
    example = OwnExample(
        ExampleId.new(),
        intent,
        text,
        ExampleKind.EXAMPLE,
        workshop.boss.id,
        workshop.clock.now(),
        domain,
    )
    async with workshop.database.session(workshop.tenant) as session:
        return await teach(
            session,
            workshop.examples,
            example,
            trades=make.small_shelf().trades,
            by=workshop.boss,
        )


async def test_examples_are_listed_newest_first_and_narrowed(workshop: Workshop) -> None:
    await workshop.teach("pay_fee", "把钱给你")
    await workshop.teach("urge_ticket", "咋还不来")
    await workshop.teach("urge_ticket", "来看看", ExampleKind.COUNTER)

    assert await listed(workshop) == ["来看看", "咋还不来", "把钱给你"]
    assert await listed(workshop, ExamplesWanted(intent="pay_fee")) == ["把钱给你"]
    assert await listed(workshop, ExamplesWanted(kind=ExampleKind.COUNTER)) == ["来看看"]
    assert await listed(workshop, ExamplesWanted(words="不来")) == ["咋还不来"]
    assert await listed(workshop, ExamplesWanted(limit=1)) == ["来看看"]


async def test_the_same_example_is_kept_once_however_it_is_written(workshop: Workshop) -> None:
    first = await workshop.teach("pay_fee", "把钱给你")
    again = await workshop.teach("pay_fee", "把钱给你 ")

    assert again.id == first.id


async def test_one_text_does_not_teach_two_intents(workshop: Workshop) -> None:
    await taught(workshop, "pay_fee", "把钱给你")

    with pytest.raises(TaughtOtherwise):
        await taught(workshop, "urge_ticket", "把钱给你")
    with pytest.raises(TaughtOtherwise):  # the pack teaches it
        await taught(workshop, "urge_ticket", "我要缴费")


async def test_only_intents_that_are_there_can_be_taught(workshop: Workshop) -> None:
    for intent, domain in (("nothing", None), ("pay_fee", "power")):
        with pytest.raises(IntentUnknown):
            await taught(workshop, intent, "把钱给你", domain=domain)


async def test_every_change_is_another_edition_and_in_the_audit(workshop: Workshop) -> None:
    example = await workshop.teach("pay_fee", "把钱给你")
    async with workshop.database.session(workshop.tenant) as session:
        first = await workshop.examples.edition(session)
        await workshop.examples.remove(session, example.id, by=workshop.boss)
        second = await workshop.examples.edition(session)
        with pytest.raises(ExampleUnknown):
            await workshop.examples.remove(session, example.id, by=workshop.boss)
        deeds = await session.all(
            "SELECT deed, details FROM audit WHERE subject_kind = 'own_example' ORDER BY id"
        )

    assert (first, second) == (1, 2)
    assert [one["deed"] for one in deeds] == ["bot_example.added", "bot_example.removed"]
    assert "把钱给你" not in str(deeds)


async def test_another_tenant_has_none_of_them(workshop: Workshop, database: Database) -> None:
    example = await workshop.teach("pay_fee", "把钱给你")

    async with database.session(TenantId.new()) as session:
        assert await workshop.examples.all(session) == ()
        with pytest.raises(ExampleUnknown):
            await workshop.examples.remove(session, example.id, by=workshop.boss)


async def test_examples_are_written_into_the_intents_of_a_release(workshop: Workshop) -> None:
    own = (
        await workshop.teach("pay_fee", '把"钱"给你: #1'),
        await workshop.teach("safety_check", "安检员呢", ExampleKind.COUNTER),
        await workshop.teach("human", "喊个人来"),
    )

    files = with_examples(make.small_files(), own)

    def intent(path: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = yaml.safe_load(files[path])
        return found

    assert intent("small/intents/pay_fee.yaml")["examples"][0] == '把"钱"给你: #1'
    assert "安检员呢" in intent("small/intents/safety_check.yaml")["counter_examples"]
    assert intent("common/intents/human.yaml")["examples"][0] == "喊个人来"
    touched = {name for name, content in files.items() if content != make.small_files()[name]}
    assert len(touched) == 3
    assert [one for one in make.candidate(files).checked.faults if not one.is_warning] == []


async def test_what_a_release_teaches_already_is_not_written_again(workshop: Workshop) -> None:
    own = (await workshop.teach("pay_fee", "我要缴费"),)

    with pytest.raises(NothingToExport):
        with_examples(make.small_files(), own)


@pytest.mark.parametrize("listing", LISTINGS)
async def test_lists_are_extended_however_they_are_written(
    workshop: Workshop, listing: str
) -> None:
    text = f"intent: pay_fee\nname: 缴费\nkind: query\nanswer: chat\n{listing}"
    files = {**make.small_files(), "small/intents/pay_fee.yaml": text.encode()}
    own = (await workshop.teach("pay_fee", "把钱给你"),)

    written = yaml.safe_load(with_examples(files, own)["small/intents/pay_fee.yaml"])

    assert written["examples"] == ["把钱给你", "一", "二"]
