"""Visits: which times are free, take one, give one back."""

from datetime import date

from hearthline.business.call import delete, get, post, segment
from hearthline.business.model import Appointment, Listing, Slot, Slots
from hearthline.business.reading import Reading
from hearthline.business.requests import Acting, AppointmentWish


class VisitVerbs(Reading):
    """Everything about appointments."""

    async def list_slots(
        self,
        acting: Acting,
        purpose: str,
        *,
        account_no: str | None = None,
        team: str | None = None,
        on: date | None = None,
    ) -> Listing[Slot]:
        """Free times of a day, or of the next three days."""
        query = {
            "purpose": purpose,
            "account_no": account_no,
            "team": team,
            "date": None if on is None else on.isoformat(),
        }
        slots = await self._one(acting, get("listSlots", "appointments/slots", **query), Slots)
        return Listing(slots.items, None, slots.as_of, slots.stale)

    async def create_appointment(
        self, acting: Acting, wish: AppointmentWish, *, idempotency_key: str
    ) -> Appointment:
        """Book a visit; refused with CONFLICT when the time was taken meanwhile."""
        call = post("createAppointment", "appointments", wish, key=idempotency_key)
        return await self._one(acting, call, Appointment)

    async def cancel_appointment(self, acting: Acting, appointment_id: str) -> None:
        """Give a visit up."""
        path = f"appointments/{segment(appointment_id)}"
        await self._done(acting, delete("cancelAppointment", path))
