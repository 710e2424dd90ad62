"""What was promised to customers: by whom, what, by when, from which words; kept or broken."""

from hearthline.customers.promises.due import due_of
from hearthline.customers.promises.errors import (
    PromiseEnded,
    PromiseInThePast,
    PromiseUnknown,
)
from hearthline.customers.promises.events import PromiseBroken
from hearthline.customers.promises.jobs import promise_jobs
from hearthline.customers.promises.model import NewPromise, Promise, PromiseId, PromiseState
from hearthline.customers.promises.service import Promises

__all__ = [
    "NewPromise",
    "Promise",
    "PromiseBroken",
    "PromiseEnded",
    "PromiseId",
    "PromiseInThePast",
    "PromiseState",
    "PromiseUnknown",
    "Promises",
    "due_of",
    "promise_jobs",
]
