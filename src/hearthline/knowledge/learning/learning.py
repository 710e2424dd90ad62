"""All parts of learning, made together."""

from dataclasses import dataclass
from typing import Self

from hearthline.conversations import Conversations
from hearthline.kernel import Clock
from hearthline.knowledge.learning.analytics import Analytics
from hearthline.knowledge.learning.board import Gaps
from hearthline.knowledge.learning.counting import Counting
from hearthline.knowledge.learning.drafting import Drafting
from hearthline.knowledge.learning.feedback import Feedback
from hearthline.knowledge.learning.gathering import Gathering
from hearthline.knowledge.learning.jobs import Rounds, learning_jobs
from hearthline.knowledge.learning.log_reading import QuestionLog
from hearthline.knowledge.learning.promoting import Promoting
from hearthline.knowledge.learning.reactions import learning_reactions
from hearthline.knowledge.learning.service import Questions
from hearthline.knowledge.learning.writing import Writing
from hearthline.knowledge.life import Editing
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.trials import KnowledgeTrials
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job
from hearthline.platform.outbox import Reaction


@dataclass(frozen=True, slots=True)
class Below:
    """What learning stands on."""

    database: Database
    clock: Clock
    conversations: Conversations
    knowledge: Knowledge
    editing: Editing


@dataclass(frozen=True, slots=True)
class Learning:
    """The log, the board, what people say, the figures, and the work that comes round."""

    questions: Questions
    gaps: Gaps
    feedback: Feedback
    analytics: Analytics
    gathering: Gathering
    counting: Counting
    promoting: Promoting
    database: Database

    @classmethod
    def of(cls, below: Below, questions: Questions) -> Self:
        """Make every part once."""
        clock, knowledge = below.clock, below.knowledge
        gathering = Gathering(below.database, knowledge, clock)
        drafting = Drafting(below.conversations, masking=questions.masking)
        gaps = Gaps(Writing(below.editing, knowledge), drafting, gathering, clock=clock)
        feedback = Feedback(
            gathering,
            gaps,
            drafting,
            conversations=below.conversations,
            knowledge=knowledge,
            clock=clock,
        )
        return cls(
            questions=questions,
            gaps=gaps,
            feedback=feedback,
            analytics=Analytics(clock),
            gathering=gathering,
            counting=Counting(clock, kept=questions.kept),
            promoting=Promoting(KnowledgeTrials(below.database, knowledge, clock), clock),
            database=below.database,
        )

    @property
    def services(self) -> tuple[object, ...]:
        """What routes may ask for."""
        parts = (self, self.questions, self.gaps, self.feedback, self.analytics)
        return (*parts, QuestionLog())

    def jobs(self) -> list[Job]:
        """What comes round by itself."""
        return learning_jobs(self.rounds())

    def rounds(self) -> Rounds:
        """What is done for every tenant again and again."""
        return Rounds(
            self.gathering,
            self.counting,
            self.questions,
            promoting=self.promoting,
            database=self.database,
        )

    def reactions(self) -> list[Reaction]:
        """What is done when something happened elsewhere."""
        return learning_reactions(self.questions, self.database)
