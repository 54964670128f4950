"""The lines of the API about a day and its records."""

from chalicelib.api import day_models as models
from chalicelib.api.dispatch import Route
from chalicelib.api.roles import READERS
from chalicelib.api.views import days
from chalicelib.domain.people import Role

DAY_ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/days/{day}", "Estado de un día", days.show_day, models.DayStatus, READERS | {Role.IT_SUPPORT}),
    Route(
        "GET",
        "/v1/days/{day}/records",
        "Registros de un día",
        days.list_records,
        models.RecordList,
        READERS,
        query=models.RecordsQuery,
    ),
    Route("GET", "/v1/records/{record_id}", "Un registro", days.show_record, models.RecordView, READERS),
)
