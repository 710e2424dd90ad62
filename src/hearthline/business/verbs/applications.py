"""Applications: check, hand in, follow, withdraw, and the papers that belong to them."""

from hearthline.business.call import Call, get, post, segment
from hearthline.business.model import Application, FileResult, Listing, Precheck
from hearthline.business.papers import upload_of
from hearthline.business.reading import Reading
from hearthline.business.requests import (
    Acting,
    ApplicationDraft,
    Paper,
    Submission,
    Withdrawal,
)


class ApplicationVerbs(Reading):
    """Everything about applications."""

    async def precheck_application(
        self, acting: Acting, draft: ApplicationDraft, *, idempotency_key: str
    ) -> Precheck:
        """Whether it may be made, what it costs, which papers are needed; changes nothing."""
        key = idempotency_key
        call = post("precheckApplication", "applications/precheck", draft, key=key, changes=False)
        return await self._one(acting, call, Precheck)

    async def submit_application(
        self, acting: Acting, submission: Submission, *, idempotency_key: str
    ) -> Application:
        """Hand in what was checked; refused with PRECHECK_EXPIRED after 30 minutes."""
        call = post("submitApplication", "applications", submission, key=idempotency_key)
        return await self._one(acting, call, Application)

    async def list_applications(
        self,
        acting: Acting,
        account_no: str,
        *,
        of_type: str | None = None,
        open_only: bool = False,
    ) -> Listing[Application]:
        """Applications of an account, newest first; needs L2."""
        call = get(
            "listApplications",
            "applications",
            account_no=account_no,
            type=of_type,
            open="true" if open_only else None,
        )
        return await self._listing(acting, call, Application)

    async def get_application(self, acting: Acting, application_no: str) -> Application:
        """How one application stands; needs L2."""
        call = get("getApplication", f"applications/{segment(application_no)}")
        return await self._one(acting, call, Application)

    async def withdraw_application(
        self, acting: Acting, application_no: str, withdrawal: Withdrawal, *, idempotency_key: str
    ) -> Application:
        """Take an application back that is not done; needs L3."""
        path = f"applications/{segment(application_no)}/withdraw"
        call = post("withdrawApplication", path, withdrawal, key=idempotency_key)
        return await self._one(acting, call, Application)

    async def upload_application_file(
        self, acting: Acting, application_no: str, paper: Paper, *, idempotency_key: str
    ) -> FileResult:
        """Hand in a paper; raises PaperNotTaken for one that the contract does not allow."""
        call = Call(
            operation="uploadApplicationFile",
            method="POST",
            path=f"applications/{segment(application_no)}/files",
            upload=upload_of(paper, key=idempotency_key),
            key=idempotency_key,
        )
        return await self._one(acting, call, FileResult)
