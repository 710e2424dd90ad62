"""A tenant with people of every role, a customer, and one of each thing that a path can name."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hearthline.access import (
    CSRF_HEADER,
    SESSION_COOKIE,
    Access,
    Credentials,
    Origin,
    Role,
    SessionToken,
    SignedIn,
    Staff,
)
from hearthline.assist import Macros
from hearthline.assist.macros import Macro, MacroId, Step
from hearthline.business import WorkOrder
from hearthline.channels import SessionTokens
from hearthline.channels.tokens import CustomerSession
from hearthline.conversations import Conversations
from hearthline.customers import (
    Claims,
    Customers,
    CustomerTags,
    Joining,
    NewPromise,
    NewTag,
    Promises,
)
from hearthline.dialogue import OwnExamples, Releases, TestRuns
from hearthline.dialogue.releases.model import ExampleId, ExampleKind, OwnExample
from hearthline.entrypoints.composition import Product
from hearthline.kernel import (
    ArticleId,
    ConversationId,
    CustomerId,
    Id,
    SystemClock,
    TeamId,
    TenantId,
    TrialSetId,
)
from hearthline.knowledge import (
    Editing,
    Graph,
    GraphEditing,
    Imports,
    ItemFiles,
    Knowledge,
    KnowledgeTrials,
    Search,
)
from hearthline.knowledge.graph.model import EntityId, EntityKind, RelationKind
from hearthline.knowledge.learning.feedback import Feedback, Offer
from hearthline.knowledge.learning.model import ReportKind
from hearthline.knowledge.life import BulkChange
from hearthline.knowledge.search.model import WordKind
from hearthline.knowledge.transfer.model import Finding, ImportItem, Parsed, Place
from hearthline.knowledge.transfer.store import ImportStore
from hearthline.knowledge.trials.model import Case, Tolerance
from hearthline.knowledge.trials.service import Content
from hearthline.platform.db import Database
from hearthline.routing import CannedAnswer, CannedAnswers, CannedId, Routing
from hearthline.tickets import (
    IncidentFacts,
    Incidents,
    NewTicket,
    TeamFacts,
    Teams,
    TicketDesk,
    Tickets,
)
from hearthline.tickets import Scope as IncidentScope
from hearthline.tickets.handling.actions import Dispatch
from tests.make import conversations as make_conversations
from tests.make import item_files as make_files
from tests.make import releases as make_releases
from tests.make import staff as make_staff
from tests.make import watched as make_watched
from tests.make import (
    world_assist,
    world_desk,
    world_exchange,
    world_hands,
    world_queues,
    world_tickets,
)
from tests.make.staff import PASSWORD

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()


@dataclass
class World:
    """One tenant of a served product."""

    product: Product
    tenant: TenantId
    slug: str
    people: dict[frozenset[Role], SignedIn] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The product's own pool."""
        return self.product.services.get(Database)

    async def settle_in(self) -> "World":
        """Sign one person in for each role, one with all of them and one with none."""
        clock = SystemClock()
        cheap = make_staff.access(self.database, clock, self.product.vault)
        for roles in (EVERYBODY, NOBODY, *(frozenset({role}) for role in Role)):
            async with self.database.session(self.tenant) as session:
                person = await make_staff.staff(session, cheap, *roles)
            claim = Credentials(self.slug, person.username, PASSWORD)
            self.people[roles] = await cheap.log_in(claim, Origin(f"test-{self.tenant}"))
        await self.product.adopt(self.tenant)
        return self

    def boss(self) -> Staff:
        """The one who may everything."""
        return self.people[EVERYBODY].staff

    def cookies(self, roles: frozenset[Role], *, csrf: bool = True) -> dict[str, str]:
        """The headers of a signed-in person's requests."""
        signed = self.people[roles]
        headers = {"Cookie": f"{SESSION_COOKIE}={signed.token}"}
        return headers | ({CSRF_HEADER: signed.csrf_token} if csrf else {})

    def stranger(self) -> dict[str, str]:
        """The headers of somebody whose session does not exist."""
        return {"Cookie": f"{SESSION_COOKIE}={SessionToken.new(self.tenant)}"}

    def bearer(self, conversation_id: str) -> str:
        """A customer's session token for a conversation."""
        caller = CustomerSession(self.tenant, ConversationId(conversation_id))
        token, _ = self.product.services.get(SessionTokens).issue(caller)
        return token

    async def conversation(self) -> str:
        """A conversation that waits in the queue."""
        services = self.product.services
        async with self.database.session(self.tenant) as session:
            begun = await make_conversations.conversation(
                session, self.product.vault, SystemClock()
            )
            await services.get(Conversations).receive(session, begun.id, make_conversations.words())
            await services.get(Routing).enqueue(session, begun.id, reason="要找真人")
        return str(begun.id)

    async def colleague(self) -> str:
        """A person who works here."""
        async with self.database.session(self.tenant) as session:
            person = await make_staff.staff(session, self.product.services.get(Access), Role.AGENT)
        return str(person.id)

    async def canned(self) -> str:
        """A canned answer of everybody's."""
        answer = CannedAnswer(CannedId.new(), None, f"c{Id.new().hex}"[:32], "问候", "您好")
        async with self.database.session(self.tenant) as session:
            canned = self.product.services.get(CannedAnswers)
            return str((await canned.add(session, answer, by=self.boss())).id)

    async def customer(self) -> str:
        """A customer with name and phone."""
        claims = Claims(sub=str(Id.new()), name="张伟", phone="13800005678")
        async with self.database.session(self.tenant) as session:
            known = await Customers(self.product.vault, SystemClock()).recognise(session, claims)
        return str(known.id)

    async def tag(self) -> str:
        """A tag of a customer."""
        customer_id = CustomerId.of(await self.customer())
        new = NewTag(code="elderly_alone", reason="女儿在外地")
        async with self.database.session(self.tenant) as session:
            tags = self.product.services.get(CustomerTags)
            return str((await tags.add(session, customer_id, new, by=self.boss())).id)

    async def promise(self) -> str:
        """Something promised to a customer."""
        customer_id, due = CustomerId.of(await self.customer()), SystemClock().now()
        new = NewPromise(client_id=Id.new(), text="今天回电", due_at=due + timedelta(hours=2))
        async with self.database.session(self.tenant) as session:
            promises = self.product.services.get(Promises)
            return str((await promises.make(session, customer_id, new, by=self.boss())).id)

    async def join(self) -> str:
        """Two entries that are one person."""
        kept, other = await self.customer(), await self.customer()
        async with self.database.session(self.tenant) as session:
            joining = self.product.services.get(Joining)
            made = await joining.join(
                session,
                CustomerId.of(kept),
                CustomerId.of(other),
                reason="同一个电话",
                by=self.boss(),
            )
        return str(made.id)

    async def account_key(self) -> str:
        """The name of an account."""
        return "ab" * 12

    async def macro(self) -> str:
        """A macro of everybody's."""
        macro = Macro(
            id=MacroId.new(),
            owner_id=None,
            title="问候",
            shortcut=f"m{Id.new().hex[-20:]}",
            steps=(Step("note", {"text": "已问候"}),),
        )
        async with self.database.session(self.tenant) as session:
            macros = self.product.services.get(Macros)
            return str((await macros.save(session, macro, by=self.boss())).id)

    async def gap(self) -> str:
        """A gap of the base, from the solution of a ticket."""
        feedback = self.product.services.get(Feedback)
        offer = Offer("ticket", f"第{Id.new().int % 10**9}号阀门怎么修", "换了密封圈")
        async with self.database.session(self.tenant) as session:
            return str((await feedback.solve(session, offer, by=self.boss())).gap_id)

    async def search_word(self) -> str:
        """A word that is left whole."""
        search = self.product.services.get(Search)
        async with self.database.session(self.tenant) as session:
            words, by = [f"词{Id.new()}"], self.boss().id
            return str((await search.add_words(session, WordKind.PROTECTED, words, by=by)).id)

    async def trial_set(self) -> str:
        """Saved questions."""
        content = Content(f"集{Id.new()}", (Case("室温标准"),), Tolerance())
        async with self.database.session(self.tenant) as session:
            trials = self.product.services.get(KnowledgeTrials)
            return str((await trials.add(session, content, by=self.boss().id)).id)

    async def trial_run(self) -> str:
        """A run of them."""
        trials = self.product.services.get(KnowledgeTrials)
        set_id = TrialSetId.of(await self.trial_set())
        return str((await trials.run(self.tenant, set_id, by=self.boss().id)).id)

    async def report(self) -> str:
        """Somebody's word that an article is wrong."""
        feedback, article_id = self.product.services.get(Feedback), await self.article()
        async with self.database.session(self.tenant) as session:
            wrong = await feedback.report(
                session,
                ArticleId(article_id),
                1,
                kind=ReportKind.WRONG,
                reason="不对",
                by=self.boss(),
            )
        return str(wrong.id)

    async def seq(self) -> str:
        """The number of a conversation's first message."""
        return "1"

    async def article(self) -> str:
        """An article of the pack, on which somebody writes."""
        knowledge = self.product.services.get(Knowledge)
        view = knowledge.view("agent")
        hits = await knowledge.search(self.tenant, "室温多少度算合格", view=view)
        async with self.database.session(self.tenant) as session:
            editing = self.product.services.get(Editing)
            await editing.open(session, hits[0].article_id, by=self.boss())
        return str(hits[0].article_id)

    async def entity(self) -> str:
        """An entity of the graph that somebody added."""
        editing = self.product.services.get(GraphEditing)
        async with self.database.session(self.tenant) as session:
            name = f"营业厅{Id.new().hex}"
            entity, _ = await editing.add(session, EntityKind.PLACE, name=name, by=self.boss())
        return str(entity.id)

    async def item_file(self) -> str:
        """A file to be attached to an item."""
        files, content = self.product.services.get(ItemFiles), make_files.pieces(make_files.png())
        return str((await files.take(self.tenant, content, name="a.png", by=self.boss())).id)

    async def relation(self) -> str:
        """A relation of the graph that somebody made."""
        editing = self.product.services.get(GraphEditing)
        one, other = EntityId(await self.entity()), EntityId(await self.entity())
        async with self.database.session(self.tenant) as session:
            relation, _ = await editing.relate(
                session, one, kind=RelationKind.PART_OF, to=other, by=self.boss()
            )
        return str(relation.id)

    async def edit(self) -> str:
        """The number of an edit of the graph."""
        await self.entity()
        async with self.database.session(self.tenant) as session:
            edits = await self.product.services.get(GraphEditing).edits(session, limit=1)
        return str(edits[0].number)

    async def profile(self) -> str:
        """A policy profile."""
        shipped = self.product.foundation.shelf.profiles[0]
        mine = replace(shipped, id=f"p-{Id.new().hex}")
        async with self.database.session(self.tenant) as session:
            await self.product.services.get(Graph).load_profiles(session, [mine])
        return mine.id

    async def batch(self) -> str:
        """A change of many items."""
        article_id = ArticleId(await self.article())
        change = BulkChange(owner=f"o{Id.new().hex[-8:]}")
        async with self.database.session(self.tenant) as session:
            editing = self.product.services.get(Editing)
            done = await editing.bulk(session, [article_id], change, by=self.boss())
        return str(done.batch_id)

    async def imported(self) -> str:
        """A file that was read, with one item in it."""
        services, now = self.product.services, SystemClock().now()
        parsed = Parsed("a.csv", Place(row=2), {"title": "问", "answer": "答"})
        item = ImportItem(1, parsed, Finding.NEW, is_picked=True)

        async def pieces() -> AsyncIterator[bytes]:
            yield "问题,答案\n问,答\n".encode()

        given = await services.get(Imports).take(
            self.tenant, pieces(), name="a.csv", domain="", by=self.boss()
        )
        async with self.database.session(self.tenant) as session:
            await ImportStore().take(session, now=now)
            await ImportStore().end(session, given.id, [item], troubles=(), now=now)
        return str(given.id)

    async def numbered(self) -> str:
        """The number of an item in each import."""
        return "1"

    async def ticket(self) -> str:
        """A ticket of a conversation."""
        now = SystemClock().now()
        order = WorkOrder(
            work_order_no=f"WO-{Id.new().hex[-12:]}",
            domain="heating",
            type_code="cold_home",
            type_name="室内不热",
            priority="P2",
            status="accepted",
            created_at=now,
            repeat_no=0,
            urge_count=0,
            as_of=now,
            stale=False,
        )
        conversation_id = ConversationId(await self.conversation())
        async with self.database.session(self.tenant) as session:
            ticket = await self.product.services.get(Tickets).record(
                session, order, conversation_id=conversation_id, customer_id=None, slots_text=""
            )
        return str(ticket.id)

    async def field_task(self) -> str:
        """A ticket that is kept here and was given to the one who may everything."""
        services, boss = self.product.services, self.boss()
        new = NewTicket(
            client_id=Id.new().hex,
            type_code="H-RP-01",
            description="全屋不热",
            details={"since": "昨晚", "rooms": "客厅"},
            contact_phone="13800005678",
        )
        facts = TeamFacts(name=f"班组 {Id.new().hex[-12:]}", lead_id=boss.id)
        async with self.database.session(self.tenant) as session:
            handling = services.get(TicketDesk).handling
            team = await services.get(Teams).put(session, TeamId.new(), facts, by=boss)
            ticket = await handling.open(session, boss, new)
            dispatch = Dispatch(client_id=Id.new().hex, team_id=team.id, worker_id=boss.id)
            await handling.act(session, ticket.id, dispatch, by=boss)
        return str(ticket.id)

    async def release(self) -> str:
        """A release that somebody uploaded."""
        async with self.database.session(self.tenant) as session:
            releases = self.product.services.get(Releases)
            added = await releases.add(session, make_releases.nothing(), by=self.boss())
        return added.id

    async def run(self) -> str:
        """A test run that waits."""
        release_id = await self.release()
        async with self.database.session(self.tenant) as session:
            runs = self.product.services.get(TestRuns)
            return str((await runs.ask(session, release_id, by=self.boss())).id)

    async def comparison(self) -> str:
        """A comparison that waits."""
        left, right = await self.release(), await self.release()
        async with self.database.session(self.tenant) as session:
            runs = self.product.services.get(TestRuns)
            return str((await runs.ask(session, left, by=self.boss(), other_id=right)).id)

    async def example(self) -> str:
        """An example of the tenant's own."""
        boss, now = self.boss(), SystemClock().now()
        text = f"例句{Id.new()}"
        example = OwnExample(ExampleId.new(), "human", text, ExampleKind.COUNTER, boss.id, now)
        async with self.database.session(self.tenant) as session:
            examples = self.product.services.get(OwnExamples)
            return str((await examples.add(session, example, by=boss)).id)

    async def alarm(self) -> str:
        """An alarm that is up."""
        async with self.database.session(self.tenant) as session:
            return await make_watched.alarm(session)

    async def incident(self) -> str:
        """An incident that was told of."""
        place = IncidentScope(community=Id.new().hex[:12])
        facts = IncidentFacts(title="片区不热", scope=place)
        async with self.database.session(self.tenant) as session:
            incidents = self.product.services.get(Incidents)
            made = await incidents.open(
                session, facts, domain="heating", matter="cold", by=self.boss()
            )
        return str(made.id)

    async def storm_plan(self) -> str:
        """A plan for a storm."""
        async with self.database.session(self.tenant) as session:
            return await make_watched.storm_plan(session, self.boss())

    async def storm(self) -> str:
        """A storm in one district."""
        async with self.database.session(self.tenant) as session:
            return await make_watched.storm(session, self.boss())


# What stands for a path parameter: something real of a tenant, fresh each time.
OBJECTS: dict[str, Callable[[World], Awaitable[str]]] = {
    "alarm_id": World.alarm,
    "incident_id": World.incident,
    "storm_id": World.storm,
    "storm_plan_id": World.storm_plan,
    "conversation_id": World.conversation,
    "staff_id": World.colleague,
    "queue_id": world_queues.queue_id,
    "agent_id": world_queues.agent_id,
    "call_id": world_hands.call_id,
    "canned_id": World.canned,
    "card_id": world_assist.card_id,
    "client_id": world_desk.client_id,
    "source": world_exchange.source,
    "intake_id": world_exchange.intake,
    "team_id": world_tickets.team,
    "sub_task_id": world_tickets.sub_task,
    "day": world_tickets.day,
    "customer_id": World.customer,
    "tag_id": World.tag,
    "promise_id": World.promise,
    "join_id": World.join,
    "account_key": World.account_key,
    "macro_id": World.macro,
    "article_id": World.article,
    "batch_id": World.batch,
    "file_id": World.item_file,
    "entity_id": World.entity,
    "relation_id": World.relation,
    "edit_number": World.edit,
    "profile_id": World.profile,
    "import_id": World.imported,
    "item_number": World.numbered,
    "ticket_id": World.ticket,
    "task_id": World.field_task,
    "release_id": World.release,
    "gap_id": World.gap,
    "word_id": World.search_word,
    "trial_set_id": World.trial_set,
    "trial_run_id": World.trial_run,
    "report_id": World.report,
    "seq": World.seq,
    "run_id": World.run,
    "comparison_id": World.comparison,
    "example_id": World.example,
}
