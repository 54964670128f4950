"""2.5: a campaign's calendar becomes bulletins that wait for their pictures; all of it or none, and never twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids, sets
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, RecordConflictError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.people import Person, Role
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import PlanRow
from chalicelib.procedure.plan_checks import Change, PlannedRow
from chalicelib.procedure.planning import PlanMode, plan_campaign, plan_publication
from local.memory_records import InMemoryRecords
from tests.builders import BULLETIN, TODAY, a_person, the_image_office
from tests.fakes import Work
from tests.mortality import Death
from tests.world import JPEG, World

AGENCY = a_person(Role.AGENCY, username="agencia")
DAY = date(2026, 12, 1)
ALL, VALID = PlanMode.ALL_OR_NOTHING, PlanMode.VALID_ROWS


def a_row(number: int = 2, /, **cells: str) -> PlanRow:
    """Give a row that is right; a cell given as empty is left out."""
    given = {"fecha": "01/12/2026", "hora": "9:00", "texto": f"Publicación {number}", "nombre": f"post-{number}"}
    return PlanRow(number, {heading: cell for heading, cell in (given | cells).items() if cell})


def plan(
    world: World, *rows: PlanRow, mode: PlanMode = ALL, is_trial: bool = False, by: Person = AGENCY
) -> tuple[PlannedRow, ...]:
    return plan_campaign(rows, mode=mode, is_trial=is_trial, by=by, ports=world.planning)


def errors(world: World, *rows: PlanRow) -> list[str]:
    """Give what is wrong with the last row."""
    planned = plan(world, *rows, is_trial=True)
    return list(planned[-1].errors)


def the_bulletin(world: World, slug: str = "post-2", day: date = DAY) -> Bulletin:
    found = world.the(ids.bulletin_id(day, "imagen", slug))
    assert isinstance(found, Bulletin)
    return found


def a_graphic(world: World) -> str:
    world.upload("prensa/2026-11-23/parques/boletin.txt", b"Los parques abren.")
    world.upload("prensa/2026-11-23/parques/foto.jpg", JPEG)
    world.prepare(BULLETIN)
    world.queues.take()
    return world.keep_graphic().id


# What a row becomes -----------------------------------------------------------------------------------------------


def test_a_row_waits_for_its_pictures_and_says_so() -> None:
    world = World()
    (row,) = plan(world, a_row(campaña="Navidad", categoría="cultura", prioridad="alta", dependencia="COMUDE"))
    assert (row.change, row.errors) == (Change.NEW, ())
    bulletin = the_bulletin(world)
    assert bulletin.attention
    assert bulletin.attention.reason == texts_es.set_incomplete([texts_es.LACKS_IMAGE])
    assert (bulletin.order.campaign, bulletin.order.category, bulletin.order.priority) == ("Navidad", "cultura", "high")
    assert bulletin.department_id == "deporte"
    assert bulletin.order.publish_at == world.clock.now() + timedelta(days=7, hours=21)
    assert world.queues.ids(Work.PREPARE) == []


def test_pictures_uploaded_to_the_rows_folder_complete_it() -> None:
    world = World()
    plan(world, a_row(texto_x="Corto", campaña="Navidad"))
    world.upload("imagen/2026-12-01/post-2/foto.jpg", JPEG)
    publication = world.prepare(the_bulletin(world).id)
    assert publication
    texts = {network: content.text for network, content in publication.current.networks.items()}
    assert texts == {Network.X: "Corto", Network.FACEBOOK: "Publicación 2", Network.INSTAGRAM: "Publicación 2"}
    assert (publication.campaign, publication.publish_at) == ("Navidad", the_bulletin(world).order.publish_at)


def test_pictures_may_come_before_the_plan() -> None:
    world = World()
    world.upload("imagen/2026-12-01/post-2/foto.jpg", JPEG)
    plan(world, a_row())
    assert world.prepare(the_bulletin(world).id)


def test_an_order_in_the_folder_says_more_than_the_plan_field_by_field() -> None:
    world = World()
    plan(world, a_row(campaña="Navidad", texto_x="Corto"))
    world.reader.orders[b"orden"] = PublicationOrder(category="cultura", text={Network.X: "De la carpeta"})
    world.upload("imagen/2026-12-01/post-2/publicacion.yaml", b"orden")
    order = the_bulletin(world).order
    assert (order.campaign, order.category, order.text[Network.X]) == ("Navidad", "cultura", "De la carpeta")
    assert order.text[Network.FACEBOOK] == "Publicación 2"


def test_a_row_with_a_graphic_is_prepared_at_once_and_its_planner_does_not_authorise_it() -> None:
    world = World()
    graphic = a_graphic(world)
    plan(world, a_row(gráfico=graphic.lower()), by=the_image_office("una"))
    assert world.queues.ids(Work.PREPARE) == [the_bulletin(world).id]
    publication = world.prepare(the_bulletin(world).id)
    assert publication
    assert publication.current.networks[Network.X].renditions[0].graphic == graphic
    with pytest.raises(RuleViolationError):
        world.authorise(publication.id, by=the_image_office("una"))
    assert world.authorise(publication.id, by=the_image_office("otra")).authorisation


def test_formulas_are_text_like_any_other() -> None:
    world = World()
    formula = '=HYPERLINK("http://mal.example";"clic")'
    plan(world, a_row(texto=formula))
    assert set(the_bulletin(world).order.text.values()) == {formula}


# What is wrong with a row -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"fecha": "31/02/2026"}, "fecha: " + texts_es.PLAN_DATE_WRONG),
        ({"fecha": "mañana"}, "fecha: " + texts_es.PLAN_DATE_WRONG),
        ({"fecha": "22/11/2026"}, "fecha: " + texts_es.PLAN_DAY_PAST),
        ({"fecha": "23/11/2026", "hora": "11:59"}, "fecha: " + texts_es.PLAN_DAY_PAST),
        ({"fecha": "01/12/2027"}, "fecha: " + texts_es.PLAN_TOO_FAR),
        ({"fecha": "01/01/0001"}, "fecha: " + texts_es.PLAN_DATE_WRONG),
        ({"fecha": "31/12/9999", "hora": "23:00"}, "fecha: " + texts_es.PLAN_DATE_WRONG),
        ({"hora": "25:00"}, "hora: " + texts_es.PLAN_HOUR_WRONG),
        ({"hora": ""}, "hora: " + texts_es.PLAN_HOUR_MISSING),
        ({"redes": "X, TikTok"}, "redes: " + texts_es.PLAN_NETWORK_WRONG),
        ({"prioridad": "urgentísima"}, "prioridad: " + texts_es.PLAN_PRIORITY_WRONG),
        ({"hashtags": "León"}, "hashtags: " + texts_es.PLAN_HASHTAG_WRONG),
        ({"dependencia": "Hacienda"}, "dependencia: " + texts_es.plan_department_unknown("Hacienda")),
        ({"gráficos": "GRA-20261123-AAAAAAAA"}, texts_es.graphic_unknown("GRA-20261123-AAAAAAAA")),
        ({"texto": "a" * 281}, texts_es.text_too_long("x", 281, 280)),
        ({"texto": "a" * 277, "hashtags": "#Ven"}, texts_es.text_too_long("x", 283, 280)),
        ({"texto": "", "texto_x": "Sólo X"}, texts_es.text_missing_for("facebook")),
        ({"redes": "facebook", "texto_x": "Sólo X"}, "redes: " + texts_es.PLAN_TEXT_ELSEWHERE),
        ({"nombre": "🎉🎉"}, "nombre: " + texts_es.PLAN_NAME_WRONG),
        ({"campaña": "c" * 201}, "campaña: " + texts_es.PLAN_TOO_LONG),
    ],
)
def test_what_is_wrong_is_said_by_column_in_spanish(cells: dict[str, str], said: str) -> None:
    assert said in errors(World(), a_row(**cells))


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    assert len(errors(World(), a_row(fecha="ayer", hora="nunca", redes="radio"))) == 3


def test_a_text_too_long_for_x_alone_is_right_where_x_has_its_own() -> None:
    assert errors(World(), a_row(texto="a" * 1000, texto_x="Corto")) == []
    assert errors(World(), a_row(texto="a" * 1000, redes="facebook")) == []


def test_a_graphic_that_expires_before_the_post_is_refused() -> None:
    world = World()
    a_graphic(world)
    short = world.keep_graphic(expires_on=DAY - timedelta(days=1)).id
    enough = world.keep_graphic(expires_on=DAY).id
    assert errors(world, a_row(gráfico=short)) == [texts_es.graphic_expired("Escudo")]
    assert errors(world, a_row(gráfico=enough)) == []


def test_a_row_that_repeats_another_and_one_that_takes_its_name_are_refused() -> None:
    world = World()
    again = PlanRow(3, a_row(2).cells)
    assert errors(world, a_row(2), again) == [texts_es.plan_row_repeated(2)]
    assert errors(world, a_row(2), a_row(4, nombre="Post 2")) == [texts_es.plan_name_repeated("post-2", 2)]
    assert errors(world, a_row(2), a_row(4, nombre="post-2", fecha="02/12/2026")) == []


def test_columns_nobody_knows_and_those_that_are_missing_are_named() -> None:
    with pytest.raises(InvalidInputError, match="«presupuesto»"):
        plan(World(), a_row(presupuesto="1000"))
    with pytest.raises(InvalidInputError, match="«fecha»"):
        plan(World(), PlanRow(2, {"texto": "Hola"}))
    with pytest.raises(InvalidInputError, match="«texto»"):
        plan(World(), PlanRow(2, {"fecha": "01/12/2026"}))
    with pytest.raises(InvalidInputError, match="son la misma"):
        plan(World(), a_row(copy="Hola"))


# All or nothing ---------------------------------------------------------------------------------------------------


def a_campaign(many: int = 5) -> list[PlanRow]:
    return [a_row(number) for number in range(2, many + 2)]


def test_one_bad_row_stops_the_whole_plan() -> None:
    world = World()
    planned = plan(world, *a_campaign(), a_row(9, hora="nunca"))
    assert [row.is_ok for row in planned] == [True] * 5 + [False]
    assert world.stored.all == []


def test_or_the_good_rows_are_stored_and_the_bad_ones_told() -> None:
    world = World()
    planned = plan(world, *a_campaign(), a_row(9, hora="nunca"), mode=VALID)
    assert [row.number for row in planned if not row.is_ok] == [9]
    assert len(world.of_kind(Bulletin)) == 5


@pytest.mark.parametrize("mode", PlanMode)
def test_a_trial_stores_nothing(mode: PlanMode) -> None:
    world = World()
    assert all(row.change is Change.NEW for row in plan(world, *a_campaign(), mode=mode, is_trial=True))
    assert world.stored.all == []
    assert world.queues.requests == []


def test_the_same_plan_again_changes_nothing_whoever_sends_it() -> None:
    world = World()
    graphic = a_graphic(world)
    rows = [*a_campaign(), a_row(9, gráfico=graphic)]
    plan(world, *rows)
    world.queues.take()
    before = world.stored.versions.copy()
    assert {row.change for row in plan(world, *rows, by=the_image_office())} == {Change.SAME}
    assert world.stored.versions == before
    assert world.queues.requests == []


def test_a_changed_row_changes_what_is_planned_and_voids_its_authorisation() -> None:
    world = World()
    graphic = a_graphic(world)
    plan(world, a_row(gráfico=graphic))
    first = world.prepare(the_bulletin(world).id)
    assert first
    world.authorise(first.id)
    (changed,) = plan(world, a_row(gráfico=graphic, texto="Otro texto"))
    assert changed.change is Change.CHANGED
    second = world.prepare(the_bulletin(world).id)
    assert second
    assert (second.current.number, second.authorisation) == (2, None)
    assert second.current.networks[Network.X].text == "Otro texto"


def test_a_row_that_is_out_is_not_changed_and_says_so() -> None:
    world = World()
    rows = [a_row(gráfico=a_graphic(world))]
    plan(world, *rows)
    publication = world.prepare(the_bulletin(world).id)
    assert publication
    world.authorise(publication.id)
    world.publish(publication.id)
    world.run()
    assert plan(world, *rows)[0].change is Change.SAME
    (refused,) = plan(world, a_row(texto="Otro texto"), mode=VALID)
    assert refused.errors == (texts_es.PLAN_ROW_OUT,)
    assert "Otro texto" not in the_bulletin(world).order.text.values()


def _state(world: World) -> list[tuple[str, str, object, object]]:
    return [
        (record.id, record.digest, record.duty, record.settled)
        for record in world.of_kind(Bulletin)
        if record.source == "imagen"
    ]


def _plan_in_a_worker_that_dies(world: World, rows: Sequence[PlanRow], die_at: int, *, is_after: bool) -> bool:
    world.steps.arm(die_at, is_after=is_after)
    try:
        plan(world, *rows)
    except Death:
        return True
    finally:
        world.steps.arm(None)
    return False


@pytest.mark.parametrize("is_after", [False, True])
def test_up_to_ninety_nine_rows_are_stored_whole_or_not_at_all_wherever_the_worker_dies(is_after: bool) -> None:  # noqa: FBT001
    def begun() -> tuple[World, list[PlanRow]]:
        world = World()
        return world, [a_row(number, gráfico=a_graphic(world) if number == 2 else "") for number in range(2, 101)]

    whole, rows = begun()
    plan(whole, *rows)
    die_at, died = 0, True
    while died:
        die_at += 1
        world, rows = begun()
        died = _plan_in_a_worker_that_dies(world, rows, die_at, is_after=is_after)
        assert len(_state(world)) in {0, 99}
        plan(world, *rows)
        assert _state(world) == _state(whole)
        due = [record.id for record in world.records.due(Duty.PREPARE, world.clock.now())]
        assert due == [ids.bulletin_id(DAY, "imagen", "post-2")]
    assert die_at >= 3


def test_a_longer_plan_that_died_halfway_is_completed_by_sending_it_again() -> None:
    rows = a_campaign(250)
    for die_at in (1, 2, 3):
        world = World()
        assert _plan_in_a_worker_that_dies(world, rows, die_at, is_after=False)
        assert len(_state(world)) == 99 * (die_at - 1)
        changes = [row.change for row in plan(world, *rows)]
        assert changes.count(Change.SAME) == 99 * (die_at - 1)
        assert len(_state(world)) == 250


def test_a_bulletin_that_moved_meanwhile_is_a_conflict_of_its_row_or_of_the_whole() -> None:
    class Hasty(World):
        """Somebody uploads a picture to a row's folder just before it is stored."""

        def hurry(self) -> None:
            commit = self.records.inner.commit
            records = self.records.inner

            def moved(**what: Sequence[Bulletin]) -> object:
                records.commit = commit  # type: ignore[method-assign]
                self.upload("imagen/2026-12-01/post-2/foto.jpg", JPEG)
                return commit(**what)

            records.commit = moved  # type: ignore[method-assign, assignment]

    world = Hasty()
    world.hurry()
    with pytest.raises(RecordConflictError):
        plan(world, a_row(2), a_row(3))
    assert len(world.of_kind(Bulletin)) == 1
    other = Hasty()
    other.hurry()
    first, second = plan(other, a_row(2), a_row(3), mode=VALID)
    assert (first.errors, second.change) == ((texts_es.CONFLICT,), Change.NEW)


def test_a_row_that_becomes_another_departments_is_shown_to_that_one() -> None:
    world = World()
    graphic = a_graphic(world)
    plan(world, a_row(gráfico=graphic, dependencia="COMUDE"))
    first = world.prepare(the_bulletin(world).id)
    plan(world, a_row(gráfico=graphic, dependencia="SAPAL"))
    second = world.prepare(the_bulletin(world).id)
    assert first
    assert second
    assert (first.department_id, second.department_id) == ("deporte", "sapal")


class CountingRecords(InMemoryRecords):
    """Records that note what they are asked for."""

    asked: ClassVar[list[object]] = []

    def find(self, record_id: str) -> Record | None:
        self.asked.append(record_id)
        return super().find(record_id)

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        self.asked.append(day)
        return super().of_day(day, prefix)


def test_the_longest_plan_asks_the_records_once_a_day_and_not_once_a_row() -> None:
    world, records = World(), CountingRecords()
    ports = replace(world.planning, records=records)
    rows = [a_row(number, fecha=f"{1 + number % 2:02}/12/2026") for number in range(2, 502)]
    for change in (Change.NEW, Change.SAME):
        records.asked.clear()
        planned = plan_campaign(rows, mode=ALL, is_trial=False, by=AGENCY, ports=ports)
        assert {row.change for row in planned} == {change}
        assert records.asked == [date(2026, 12, 1), date(2026, 12, 2)]


# Who wrote it does not authorise it -------------------------------------------------------------------------------


def test_P1_who_planned_a_text_does_not_authorise_it_after_somebody_else_edited_it() -> None:
    world = World()
    una = the_image_office("una")
    plan(world, a_row(gráfico=a_graphic(world)), by=una)
    publication = world.prepare(the_bulletin(world).id)
    assert publication
    world.edit(Edit.model_validate({"texts": {"facebook": "Otro texto"}}), AGENCY, publication.id)
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        world.authorise(publication.id, by=una)
    assert world.authorise(publication.id, by=the_image_office("otra")).authorisation


def test_P1_who_planned_a_text_does_not_authorise_it_after_somebody_else_planned_it_anew() -> None:
    world = World()
    una, graphic = the_image_office("una"), a_graphic(world)
    plan(world, a_row(gráfico=graphic), by=una)
    assert world.prepare(the_bulletin(world).id)
    plan(world, a_row(gráfico=graphic, prioridad="alta"), by=AGENCY)
    publication = world.prepare(the_bulletin(world).id)
    assert publication
    assert publication.priority == "high"
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        world.authorise(publication.id, by=una)


# Of the moment ----------------------------------------------------------------------------------------------------


def of_the_moment(world: World, name: str | None = None, /, **order: object) -> Bulletin:
    given = {
        "graphics": (a_graphic(world),),
        "priority": "live",
        "networks": ("x",),
        "text": {"x": "Comienza la feria"},
    }
    return plan_publication(PublicationOrder.model_validate(given | order), name, by=AGENCY, ports=world.planning)


def test_a_publication_of_the_moment_needs_no_upload_but_an_authorisation() -> None:
    world = World()
    bulletin = of_the_moment(world)
    assert (bulletin.source, bulletin.on) == ("imagen", TODAY)
    assert world.queues.ids(Work.PREPARE) == [bulletin.id]
    publication = world.prepare(bulletin.id)
    assert isinstance(publication, Publication)
    assert (publication.priority, publication.authorisation) == ("live", None)
    assert publication.current.prepared_by == "agencia"
    assert publication.current.networks[Network.X].text == "Comienza la feria"


def test_a_publication_of_the_moment_goes_to_other_media_too() -> None:
    world = World()
    bulletin = of_the_moment(world, other_media=("whatsapp",))
    publication = world.prepare(bulletin.id)
    assert isinstance(publication, Publication)
    assert publication.other_media == ("whatsapp",)
    assert set(publication.current.networks) == {Network.X, Network.MANUAL}


def test_of_the_moment_a_medium_nobody_knows_is_refused_at_once() -> None:
    with pytest.raises(InvalidInputError, match="«fax»"):
        of_the_moment(World(), other_media=("fax",))


def test_the_same_moment_told_twice_is_one_publication() -> None:
    world = World()
    first = of_the_moment(world)
    assert of_the_moment(world).id == first.id
    assert of_the_moment(world, text={"x": "Termina la feria"}).id != first.id
    named = of_the_moment(world, "Feria 1", text={"x": "Uno"})
    assert of_the_moment(world, "feria-1", text={"x": "Dos"}).id == named.id


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"text": {"x": "a" * 281}}, "281"),
        ({"text": {}}, "Falta el texto"),
        ({"graphics": ("GRA-20261123-AAAAAAAA",)}, "No existe el gráfico"),
        ({"publish_at": "2026-11-23T00:00:00Z"}, "ya pasó"),
    ],
)
def test_what_cannot_become_a_publication_of_the_moment_is_refused_at_once(order: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        of_the_moment(World(), **order)


def test_nobody_authorises_a_text_they_planned_because_another_edited_its_picture_after_them() -> None:
    world = World()
    plan(world, a_row(), by=the_image_office("una"))
    world.upload("imagen/2026-12-01/post-2/foto.jpg", JPEG)
    publication = world.prepare(the_bulletin(world).id)
    assert publication
    described = Edit.model_validate({"pictures": [{"picture": "foto.jpg", "alt_text": "Un parque"}]})
    world.edit(described, AGENCY, publication.id)
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        world.authorise(publication.id, the_image_office("una"))
    assert world.authorise(publication.id, the_image_office("otra")).authorisation


def test_another_department_in_the_plan_is_another_department_of_the_publication() -> None:
    world = World()
    plan(world, a_row(dependencia="COMUDE"))
    world.upload("imagen/2026-12-01/post-2/foto.jpg", JPEG)
    bulletin_id = the_bulletin(world).id
    assert world.prepare(bulletin_id)
    plan(world, a_row(dependencia="SAPAL"))
    renewed = world.prepare(bulletin_id)
    assert renewed
    assert renewed.department_id == "sapal"


def test_a_plan_does_not_hide_that_its_folder_was_given_up() -> None:
    world = World()
    graphic = a_graphic(world)
    received = world.upload("imagen/2026-12-01/post-2/boletin.txt", b"Los parques abren.")
    world.records.commit(replace=[received.evolve(is_crowded=True, files={})])
    plan(world, a_row(gráficos=graphic))
    bulletin = the_bulletin(world)
    assert bulletin.duty is Duty.PERSON
    assert bulletin.attention
    assert bulletin.attention.reason == texts_es.set_crowded(sets.MAX_NAMES)
