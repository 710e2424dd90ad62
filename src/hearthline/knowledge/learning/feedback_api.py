"""Routes of feedback: this belongs in the base, this is wrong, this solved a ticket, used."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.learning.feedback import Feedback, Offer
from hearthline.knowledge.learning.model import ReportId, ReportState, Used
from hearthline.knowledge.learning.service import Questions
from hearthline.knowledge.learning.wire import (
    AnswerReport,
    ProposalOut,
    ProposeMessage,
    ProposeSolution,
    ReportArticle,
    ReportOut,
    ReportPage,
    SeeReports,
    UseArticle,
)
from hearthline.knowledge.service import Knowledge
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
FeedbackHere = Annotated[Feedback, Depends(here(Feedback))]
QuestionsHere = Annotated[Questions, Depends(here(Questions))]
KnowledgeHere = Annotated[Knowledge, Depends(here(Knowledge))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Editor = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]
DeskViewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW, Permission.DESK_VIEW))]
TicketViewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW, Permission.TICKETS_VIEW))]


@router.post("/articles/{article_id}/uses", status_code=204, operation_id="noteArticleUse")
async def note_use(
    article_id: ArticleId,
    body: UseArticle,
    caller: Viewer,
    *,
    database: DatabaseHere,
    knowledge: KnowledgeHere,
    questions: QuestionsHere,
) -> None:
    """Note that a version was opened, copied or sent to a customer."""
    async with database.session(caller.tenant_id) as session:
        await knowledge.get(session, article_id, version=body.version)
        used = Used(article_id, body.version, body.how, caller.id, body.conversation_id)
        await questions.used(session, used)


@router.post("/feedback/messages", status_code=201, operation_id="proposeMessage")
async def propose_message(
    body: ProposeMessage, caller: DeskViewer, *, database: DatabaseHere, feedback: FeedbackHere
) -> ProposalOut:
    """“This belongs in the base”: one click on a message (R118); a second one changes nothing."""
    async with database.session(caller.tenant_id) as session:
        proposal = await feedback.propose(
            session,
            body.conversation_id,
            body.seq,
            by=caller,
            question=body.question,
            note=body.note,
        )
        return ProposalOut.of(proposal)


@router.post("/feedback/solutions", status_code=201, operation_id="proposeSolution")
async def propose_solution(
    body: ProposeSolution, caller: TicketViewer, *, database: DatabaseHere, feedback: FeedbackHere
) -> ProposalOut:
    """The solution of a ticket becomes a suggestion (R89)."""
    offer = Offer("ticket", body.problem, body.solution, body.note, ticket_no=body.ticket_no)
    async with database.session(caller.tenant_id) as session:
        return ProposalOut.of(await feedback.solve(session, offer, by=caller))


@router.post("/feedback/reports", status_code=201, operation_id="reportArticle")
async def report_article(
    body: ReportArticle, caller: Viewer, *, database: DatabaseHere, feedback: FeedbackHere
) -> ReportOut:
    """“This is wrong”: which version, and why (R118)."""
    async with database.session(caller.tenant_id) as session:
        report = await feedback.report(
            session,
            body.article_id,
            body.version,
            kind=body.kind,
            reason=body.reason,
            by=caller,
        )
        return ReportOut.of(report)


class ReportsWanted:
    """Which reports; a cursor is the last one of the page before."""

    def __init__(
        self,
        state: ReportState = ReportState.OPEN,
        article_id: ArticleId | None = None,
        cursor: ReportId | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> None:
        """The open ones without any."""
        self.state = state
        self.article_id = article_id
        self.cursor = cursor
        self.limit = limit


@router.get("/feedback/reports", operation_id="listReports")
async def list_reports(
    caller: Editor,
    wanted: Annotated[ReportsWanted, Depends()],
    *,
    database: DatabaseHere,
    feedback: FeedbackHere,
) -> ReportPage:
    """Reports in a state, newest first."""
    async with database.session(caller.tenant_id) as session:
        reports = await feedback.reports(
            session,
            state=wanted.state,
            article_id=wanted.article_id,
            before=wanted.cursor,
            limit=wanted.limit,
        )
    return ReportPage(
        items=[ReportOut.of(one) for one in reports],
        next_cursor=str(reports[-1].id) if len(reports) == wanted.limit else None,
    )


@router.get("/feedback/reports/mine", operation_id="listMyReports")
async def list_my_reports(
    caller: Viewer,
    *,
    database: DatabaseHere,
    feedback: FeedbackHere,
    unseen: bool = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ReportPage:
    """What the caller reported; with `unseen` only answers that he has not seen: his notices."""
    async with database.session(caller.tenant_id) as session:
        reports = await feedback.mine(session, caller, unseen=unseen, limit=limit)
    return ReportPage(items=[ReportOut.of(one) for one in reports])


@router.post("/feedback/reports/seen", status_code=204, operation_id="seeReports")
async def see_reports(
    body: SeeReports, caller: Viewer, *, database: DatabaseHere, feedback: FeedbackHere
) -> None:
    """Note that the caller has seen answers to his reports; others' are left alone."""
    async with database.session(caller.tenant_id) as session:
        await feedback.seen(session, body.ids, by=caller)


@router.post("/feedback/reports/{report_id}/answer", operation_id="answerReport")
async def answer_report(
    report_id: ReportId,
    body: AnswerReport,
    caller: Editor,
    *,
    database: DatabaseHere,
    feedback: FeedbackHere,
) -> ReportOut:
    """Say what became of a report; the reporter is told."""
    async with database.session(caller.tenant_id) as session:
        report = await feedback.answer(
            session,
            report_id,
            is_mended=body.outcome == "mended",
            answer=body.answer,
            by=caller,
        )
        return ReportOut.of(report)
