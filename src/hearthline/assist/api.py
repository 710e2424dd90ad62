"""Routes of the help while answering. All of it may fail without keeping anybody from answering."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from hearthline.access import Permission, Staff, needs
from hearthline.assist.cards import CardOut, Cards
from hearthline.assist.cards.model import CardId, Said
from hearthline.assist.cards.wire import CardFound, GiveFeedback
from hearthline.assist.checking import ReplyCheck
from hearthline.assist.prefill import Prefill
from hearthline.assist.situation import Informed
from hearthline.assist.summary import Summaries
from hearthline.assist.wire import (
    DraftIn,
    MoodOut,
    PrefilledList,
    PrefillIn,
    SopList,
    SopOut,
    SummaryOut,
    WarningList,
)
from hearthline.kernel import ConversationId
from hearthline.platform.http import StrictJson, here, locale_of

router = APIRouter(
    prefix="/api/v1/assist/conversations/{conversation_id}",
    tags=["assist"],
    route_class=StrictJson,
)

Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]
Viewer = Annotated[Staff, Depends(needs(Permission.DESK_VIEW))]
CardsHere = Annotated[Cards, Depends(here(Cards))]
InformedHere = Annotated[Informed, Depends(here(Informed))]


@router.post("/check", operation_id="checkReply")
async def check(
    conversation_id: ConversationId,
    body: DraftIn,
    caller: Replier,
    checks: Annotated[ReplyCheck, Depends(here(ReplyCheck))],
    request: Request,
) -> WarningList:
    """What is risky in a reply before it is sent."""
    warned = await checks.check(caller.tenant_id, conversation_id, body.text)
    return WarningList.of(warned, locale_of(request))


@router.get("/card", operation_id="getCard")
async def get_card(conversation_id: ConversationId, caller: Replier, cards: CardsHere) -> CardFound:
    """The one card after the customer's last message, while a person holds the conversation."""
    found = await cards.now(caller, conversation_id)
    return CardFound(card=CardOut.of(found) if found is not None else None)


@router.post("/cards/{card_id}/feedback", operation_id="giveCardFeedback")
async def feedback(
    conversation_id: ConversationId,
    card_id: CardId,
    body: GiveFeedback,
    caller: Replier,
    cards: CardsHere,
) -> CardOut:
    """Note what was done with a card: shown, used, edited (with the words sent), dismissed."""
    said = Said(body.deed, body.text, body.reason)
    card = await cards.feedback(caller.tenant_id, conversation_id, card_id, said=said)
    return CardOut.of(card)


@router.get("/sop", operation_id="getSops")
async def sops(
    conversation_id: ConversationId,
    caller: Viewer,
    informed: InformedHere,
    request: Request,
) -> SopList:
    """The steps that the situation asks for and how far they are, and the line of emotion."""
    situation = await informed.by_id(conversation_id, caller)
    locale = locale_of(request)
    states = situation.sops()[:3]
    return SopList(
        items=[SopOut.of(state, situation, locale) for state in states],
        moods=[MoodOut(seq=line.seq, mood=line.mood) for line in situation.of("customer")],
    )


@router.post("/summary", operation_id="draftSummary")
async def summary(
    conversation_id: ConversationId,
    caller: Viewer,
    summaries: Annotated[Summaries, Depends(here(Summaries))],
) -> SummaryOut:
    """Draft 诉求, 处理, 结果, 待办, 情绪 with the messages they rest on, and codes that fit."""
    return SummaryOut.of(await summaries.draft(caller.tenant_id, conversation_id))


@router.post("/prefill", operation_id="prefillTicket")
async def prefill(
    conversation_id: ConversationId,
    body: PrefillIn,
    caller: Replier,
    filling: Annotated[Prefill, Depends(here(Prefill))],
    request: Request,
) -> PrefilledList:
    """The fields of a ticket's form that the conversation fills, with their places."""
    found = await filling.of(caller.tenant_id, conversation_id, body.type_code)
    return PrefilledList.of(found, locale_of(request))
