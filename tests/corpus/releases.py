"""Press releases as the offices write them: title, highlights, dateline, body, hashtags, contact. All of it made up."""

from dataclasses import dataclass

CONTACT = "Contacto: Dirección General de Comunicación Social, comunicacion@example.mx"


@dataclass(frozen=True)
class Release:
    """A press release; `highlights` and `body` are paragraphs."""

    title: str
    highlights: tuple[str, ...]
    body: tuple[str, ...]
    hashtags: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The whole of it, from the title to the contact."""
        listed = tuple(f"• {line}" for line in self.highlights)
        first = f"León, Guanajuato, a 23 de noviembre de 2026.- {self.body[0]}"
        return (self.title, *listed, first, *self.body[1:], self.hashtags, CONTACT)

    @property
    def text(self) -> str:
        """The same as plain text."""
        return "\n\n".join(self.paragraphs)

    @property
    def markdown(self) -> str:
        """The same as Markdown."""
        listed = "\n".join(f"- {line}" for line in self.highlights)
        first, *rest = self.body
        dateline = f"**León, Guanajuato, a 23 de noviembre de 2026.-** {first}"
        return "\n\n".join((f"# {self.title}", listed, dateline, *rest, self.hashtags, f"*{CONTACT}*")) + "\n"


RELEASES = (
    Release(
        "LOS PARQUES METROPOLITANOS ABRIRÁN GRATIS TODOS LOS DOMINGOS",
        ("Entrada libre de 6:00 a 18:00 horas.", "Habrá clases de zumba y préstamo de bicicletas."),
        (
            "Las familias podrán entrar sin costo a los parques administrados por el Municipio a partir de este domingo.",
            "“Queremos que los parques se llenen de niñas y niños”, dijo la directora del programa.",
            "Los horarios se pueden consultar en https://www.example.mx/parques y en el teléfono 072.",
        ),
        "#ParquesGratis #LeónSeMueve",
    ),
    Release(
        "Unidades móviles de salud visitarán diez colonias en diciembre",
        ("Consultas, vacunas y detección de diabetes sin costo.", "No se necesita cita."),
        (
            "La Dirección de Salud llevará dos unidades móviles a las colonias con menos consultorios.",
            "El año pasado se atendió a 12,480 personas; el 63.5 % fueron mujeres.",
        ),
        "#SaludCercaDeTi",
    ),
    Release(
        "Pago del predial: 10 % de descuento en enero y 8 % en febrero",
        ("En línea, en bancos y en tiendas.", "Jubilados pagan cuota mínima.", "La línea de captura llega por correo."),
        (
            "Quienes paguen el impuesto predial durante los primeros meses del año tendrán descuento.",
            "El trámite en línea tarda menos de cinco minutos y el recibo se descarga al momento.",
            "Con lo recaudado se repavimentarán 34 calles y se renovarán 1,200 luminarias.",
        ),
        "#PredialEnLínea #Cumple",
    ),
    Release(
        "Cierre parcial del bulevar Adolfo López Mateos por obras de drenaje",
        ("Del lunes 30 de noviembre al viernes 4 de diciembre.",),
        (
            "La circulación se reducirá a un carril por sentido, entre las 22:00 y las 5:00 horas.",
            "Tránsito Municipal recomienda usar como vías alternas Paseo de los Insurgentes y avenida Las Torres.",
        ),
        "#ObrasQueSeVen",
    ),
    Release(
        "Convoca el Instituto de la Juventud al concurso de cortometraje «Mi barrio»",
        ("Bolsa de 60 mil pesos.", "Para jóvenes de 15 a 29 años."),
        (
            "Los trabajos, de hasta tres minutos, se reciben hasta el 15 de diciembre.",
            "El jurado —tres cineastas leoneses— dará a conocer a los ganadores en enero.",
            "Bases e inscripciones: https://www.example.mx/mi-barrio",
        ),
        "#MiBarrio #JuventudLeón",
    ),
    Release(
        "¿Vas a podar un árbol? Primero pide el permiso",
        ("El trámite es gratuito.", "La multa por talar sin permiso va de 50 a 500 UMA."),
        (
            "La Dirección de Medio Ambiente recordó que derribar o podar un árbol en la vía pública requiere autorización.",
            "La solicitud se presenta en la ventanilla única; la visita se hace en un máximo de diez días hábiles.",
        ),
        "#LeónVerde 🌳",
    ),
)
