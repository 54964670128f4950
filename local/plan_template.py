"""
Write the workbook in which an office keeps a campaign's calendar (docs/plan-de-campana.md).

    python -m local.plan_template --out plan.xlsx
"""

import argparse
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from chalicelib import bootstrap
from chalicelib.adapters.plans.tables import MAX_ROWS
from chalicelib.domain.plan_columns import columns

WIDTHS = {
    "texto": 60,
    "texto_x": 40,
    "texto_facebook": 40,
    "texto_instagram": 40,
    "texto_alternativo": 40,
    "nombre": 24,
}
NETWORKS = ("todas", "X", "Facebook", "Instagram", "X, Facebook", "X, Instagram", "Facebook, Instagram")
PRIORITIES = ("normal", "alta", "en vivo")
FORMATS = ("publicación", "historia")


def an_example(on: date) -> dict[str, Any]:
    """Give a row that shows how each column is filled in."""
    return {
        "fecha": on,
        "hora": time(9),
        "redes": "todas",
        "nombre": "parques-domingo",
        "texto": "Este domingo los parques de León abren gratis de 8:00 a 18:00 horas. Ven con tu familia.",
        "texto_x": "Este domingo los parques de #León abren gratis, de 8:00 a 18:00 horas.",
        "campaña": "Parques gratis",
        "categoría": "servicios",
        "prioridad": "normal",
        "formato": "publicación",
        "texto_alternativo": "Familias caminan bajo los árboles del Parque Metropolitano",
        "hashtags": "#ParquesGratis",
    }


def write(out: Path, on: date) -> None:
    """Write the workbook with its headings, lists of choices and one example for a day."""
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#DDE7F0", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        hour = book.add_format({"num_format": "hh:mm", "valign": "top"})
        sheet = book.add_worksheet("Plan")
        example = an_example(on)
        for column, name in enumerate(columns()):
            form = {"fecha": day, "hora": hour}.get(name, plain)
            sheet.set_column(column, column, WIDTHS.get(name, 16), form)
            sheet.write_string(0, column, name, bold)
            if name in example:
                sheet.write(1, column, example[name])
        sheet.freeze_panes(1, 0)
        _offer(sheet, "redes", NETWORKS, "warning")
        _offer(sheet, "prioridad", PRIORITIES, "stop")
        _offer(sheet, "formato", FORMATS, "stop")
        _offer(sheet, "otros_medios", tuple(bootstrap.catalogue().other_media), "warning")
        # A list written into the sheet itself takes 255 characters: the departments stand on a sheet of their own.
        departments = sorted(bootstrap.catalogue().departments)
        book.add_worksheet("Dependencias").write_column(0, 0, departments)
        _offer(sheet, "dependencia", f"=Dependencias!$A$1:$A${len(departments)}", "stop")


def _offer(sheet: Any, name: str, choices: tuple[str, ...] | str, error_type: str) -> None:
    column = columns().index(name)
    source = list(choices) if isinstance(choices, tuple) else choices
    sheet.data_validation(1, column, MAX_ROWS, column, {"validate": "list", "source": source, "error_type": error_type})


def main() -> None:
    """Write the workbook where the command line says."""
    parser = argparse.ArgumentParser(prog="local.plan_template", description="Plantilla del plan de campaña (.xlsx)")
    parser.add_argument("--out", type=Path, default=Path("plan.xlsx"), help="dónde se escribe (plan.xlsx)")
    out: Path = parser.parse_args().out
    write(out, bootstrap.clock().now().date() + timedelta(days=7))
    print(f"{out}: una fila de ejemplo y {len(columns())} columnas. Vea docs/plan-de-campana.md.")


if __name__ == "__main__":
    main()
