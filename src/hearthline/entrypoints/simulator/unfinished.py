"""The operations of the contract that the simulator does not have: an honest 501 each."""

from fastapi import APIRouter

from hearthline.entrypoints.simulator.problems import Problem
from hearthline.entrypoints.simulator.route import GatewayRoute

router = APIRouter(route_class=GatewayRoute)

UNFINISHED = (
    ("getUsage", "GET", "/accounts/{account_no}/usage"),
    ("listPayments", "GET", "/accounts/{account_no}/payments"),
    ("createPayLink", "POST", "/accounts/{account_no}/pay-links"),
    ("getTariffs", "GET", "/tariffs"),
    ("precheckApplication", "POST", "/applications/precheck"),
    ("submitApplication", "POST", "/applications"),
    ("listApplications", "GET", "/applications"),
    ("getApplication", "GET", "/applications/{application_no}"),
    ("withdrawApplication", "POST", "/applications/{application_no}/withdraw"),
    ("uploadApplicationFile", "POST", "/applications/{application_no}/files"),
    ("listSlots", "GET", "/appointments/slots"),
    ("createAppointment", "POST", "/appointments"),
    ("cancelAppointment", "DELETE", "/appointments/{appointment_id}"),
    ("createInvoice", "POST", "/invoices"),
    ("listInvoices", "GET", "/invoices"),
    ("estimateRefund", "POST", "/refunds/estimate"),
    ("createProfileChange", "POST", "/accounts/{account_no}/profile-changes"),
    ("createAutopay", "POST", "/autopay"),
    ("listAutopay", "GET", "/autopay"),
    ("cancelAutopay", "DELETE", "/autopay/{autopay_id}"),
    ("getMeter", "GET", "/meters/{meter_no}"),
    ("createMeterTest", "POST", "/meters/{meter_no}/tests"),
    ("createFeedback", "POST", "/feedback"),
    ("getSubscriptions", "GET", "/accounts/{account_no}/subscriptions"),
    ("putSubscriptions", "PUT", "/accounts/{account_no}/subscriptions"),
)


async def not_simulated() -> None:
    """Say that this is not there."""
    title = "模拟系统没有这项业务"
    raise Problem("INTERNAL", title, "这项业务暂时不能在这里办理，可以为您转人工。")


for _operation, _method, _path in UNFINISHED:
    router.add_api_route(_path, not_simulated, methods=[_method], operation_id=_operation)
