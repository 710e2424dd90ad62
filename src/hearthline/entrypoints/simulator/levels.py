"""Who asks, how well the person is known, and what each operation needs."""

from dataclasses import dataclass, replace

from hearthline.entrypoints.simulator.problems import need_verify

RANK = {"L0": 0, "L1": 1, "L2": 2, "LP": 2, "L3": 3}
LEVELS = {
    "searchAccounts": "L0",
    "getAccount": "L1",
    "listBills": "L2",
    "getBalance": "L2",
    "getUsage": "L2",
    "listPayments": "L2",
    "createPayLink": "L1",
    "listOutages": "L0",
    "getOutage": "L0",
    "createOutageSubscription": "L1",
    "listTemperatures": "L2",
    "getPolicy": "L0",
    "getTariffs": "L0",
    "listBranches": "L0",
    "createWorkOrder": "L0",
    "listWorkOrders": "L1",
    "getWorkOrder": "L1",
    "urgeWorkOrder": "L1",
    "withdrawWorkOrder": "L1",
    "precheckApplication": "L0",  # L2 for types that have an account
    "submitApplication": "L2",  # L3 but for HEAT_CONNECT
    "listApplications": "L2",
    "getApplication": "L2",
    "withdrawApplication": "L3",
    "uploadApplicationFile": "L2",
    "listSlots": "L1",
    "createAppointment": "L1",
    "cancelAppointment": "L1",
    "createInvoice": "L2",
    "listInvoices": "L2",
    "estimateRefund": "L2",
    "createProfileChange": "L2",
    "createAutopay": "L3",
    "listAutopay": "L2",
    "cancelAutopay": "L3",
    "sendOtp": "L0",
    "verifyIdentity": "L0",
    "getVerification": "L0",
    "createCallback": "L0",
    "getMeter": "L2",
    "createMeterTest": "L3",
    "createFeedback": "L0",
    "getSubscriptions": "L1",
    "putSubscriptions": "L1",
    "getHealth": "L0",
}
"""Every operation of the contract, with its least level."""

ASKING = frozenset({"searchAccounts", "precheckApplication", "estimateRefund"})
"""Operations that are posted though they change nothing; no event follows them."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and how well the person is known."""

    actor: str
    level: str
    verification_id: str | None
    subject: str | None

    def has(self, level: str) -> bool:
        """Whether the level is reached."""
        return RANK[self.level] >= RANK[level]

    def needs(self, level: str, what: str = "查询这项内容") -> None:
        """A problem when the level is not reached."""
        if not self.has(level):
            raise need_verify(level, what)

    def writing(self) -> "Caller":
        """A proxy reads like L2; to change something he is no better than L1."""
        return replace(self, level="L1") if self.level == "LP" else self
