"""Press releases in the shape in which a municipality's press area writes them: title, highlights, dateline, body, contact."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Release:
    """A release as it was written, piece by piece."""

    title: str
    highlights: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def text(self) -> str:
        """What a reader should make of it."""
        items = "\n".join(f"• {item}" for item in self.highlights)
        return "\n\n".join([self.title, items, *self.body])

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Every paragraph and item by itself, in order."""
        return (self.title, *(f"• {item}" for item in self.highlights), *self.body)


def _release(written: str) -> Release:
    """Take a release apart: an empty line parts its pieces, «• » begins a highlight."""
    title, *pieces = (" ".join(piece.split()) for piece in written.strip().split("\n\n"))
    highlights = tuple(piece.removeprefix("• ") for piece in pieces if piece.startswith("• "))
    return Release(title, highlights, tuple(piece for piece in pieces if not piece.startswith("• ")))


PARKS = _release(
    """
INVITA EL MUNICIPIO A DISFRUTAR GRATIS LOS PARQUES DE LEÓN

• Sábados y domingos la entrada al Parque Metropolitano será gratuita.

• El Zoológico y Explora se suman con horarios especiales para las familias.

León, Guanajuato. A 23 de noviembre de 2026.

Con el propósito de que las familias leonesas convivan y practiquen deporte al aire libre, el Gobierno Municipal
abrirá sin costo los parques de la ciudad durante los fines de semana de noviembre y diciembre.

La presidenta municipal explicó que el programa nació de las peticiones que los vecinos hicieron en las jornadas de
«Mi Barrio Habla», donde se recibieron 1,284 propuestas de 87 colonias.

«Los parques son de quienes los caminan: queremos que nadie se quede afuera por no poder pagar un boleto», señaló
durante la presentación, acompañada por los titulares de los patronatos.

En el Parque Metropolitano la entrada será libre los sábados y domingos de las 6:00 a las 19:00 horas; el Zoológico
abrirá sin costo el primer domingo de cada mes y Explora ofrecerá talleres de ciencia para niñas y niños de 6 a 12
años.

Para llegar en transporte público se reforzarán las rutas A-56, R-02 y X-13 con doce unidades adicionales, todas
accesibles para personas con discapacidad, y habrá biciestacionamientos vigilados en los tres accesos.

El director del Parque Metropolitano recordó que está permitido entrar con mascotas siempre que lleven correa y que se
recojan sus desechos; en cambio, no se permite encender fogatas ni introducir bebidas alcohólicas o envases de vidrio.

Toda la información, los horarios y los mapas pueden consultarse en https://leon.gob.mx/parques o llamando al 072.

#LeónEsTuyo #ParquesGratis
"""
)
HEALTH = _release(
    """
Llegan las unidades móviles de salud a doce comunidades rurales

• Habrá consulta general, odontología y mastografías sin costo.

• La primera jornada será el martes 1 de diciembre en Duarte.

León, Guanajuato. A 24 de noviembre de 2026.

La Dirección General de Salud pondrá en marcha la segunda etapa de las unidades móviles, que recorrerán doce
comunidades del sur y el poniente del municipio entre el 1 y el 18 de diciembre.

Cada unidad cuenta con consultorio, sillón dental y equipo de mastografía digital, además de un módulo de vacunación
para completar el esquema de niñas y niños menores de cinco años.

«Sabemos que para muchas familias un día de consulta significa perder un día de trabajo; por eso la consulta va hasta
su comunidad», dijo la directora general de Salud, quien agradeció el apoyo de las promotoras voluntarias.

Durante la primera etapa, que concluyó en octubre, se atendió a 3,917 personas, se aplicaron 2,406 vacunas y se
realizaron 655 mastografías, de las cuales 21 se canalizaron al Hospital de Especialidades Materno Infantil.

No hace falta cita: las personas interesadas sólo deben presentar una identificación con fotografía y, en el caso de
menores, la Cartilla Nacional de Salud. Las fichas se entregan a partir de las 8:30 horas.

El calendario completo por comunidad se publica cada lunes en los tableros de las delegaciones y en las redes
oficiales del Municipio, y también puede pedirse por teléfono.

Contacto para medios: Dirección General de Comunicación Social, teléfono 477 788 0000, extensión 1208.
"""
)
WORKS = _release(
    """
SUPERVISAN OBRA DEL BULEVAR AEROPUERTO; LLEVA 62 POR CIENTO DE AVANCE

• La inversión es de 84 millones de pesos, de recursos municipales y estatales.

• Se construyen ciclovía, banquetas accesibles y alumbrado con tecnología led.

• Concluirá en febrero de 2027, un mes antes de lo previsto.

León, Guanajuato. A 25 de noviembre de 2026.

Personal de la Dirección General de Obra Pública y vecinos del Comité de Contraloría Social recorrieron los trabajos
del bulevar Aeropuerto, que a la fecha registran un avance físico del 62 por ciento.

La obra comprende la rehabilitación de 3.4 kilómetros de pavimento hidráulico, la construcción de banquetas de dos
metros y medio de ancho y una ciclovía confinada que se conectará con la red existente.

El director general de Obra Pública informó que los estudios socio-económicos y el análisis costo-beneficio se
entregaron completos al Instituto Municipal de Planeación y que pueden consultarse en línea.

«Le pedimos a la gente un poco más de paciencia: cada semana vamos a informar qué carriles se cierran y por dónde
conviene circular», agregó. El tramo entre las calles Río Mayo y Timoteo Lozano permanecerá reducido a un carril.

En cuanto al entorno socio-económico de la zona, se acordó con los comerciantes establecidos mantener abiertos los
accesos a sus negocios de las 7:00 a las 21:00 horas y colocar señalamientos que indiquen el paso.

Los vecinos solicitaron, además, reforzar la iluminación de las paradas provisionales y revisar los tiempos del
semáforo de la glorieta; ambas peticiones quedaron asentadas en la minuta con fecha de cumplimiento.
"""
)
LIBRARY = _release(
    """
Abre la Biblioteca Digital de León con más de 40 mil títulos gratuitos

• Basta la credencial de cualquier biblioteca municipal para entrar.

León, Guanajuato. A 26 de noviembre de 2026.

A partir de hoy cualquier persona que viva en León puede leer y escuchar libros desde su teléfono, sin costo y sin
publicidad, en la nueva Biblioteca Digital que administra el Instituto Cultural.

El acervo reúne 40,312 títulos: novela, cuento, poesía, divulgación científica, historia de la ciudad y libros de
texto, así como 2,150 audiolibros y una colección en lengua otomí preparada con hablantes de San Luis de la Paz.

«¿Por qué digital? Porque hay quien vive a hora y media de la biblioteca más cercana», respondió la directora del
Instituto a una pregunta de las y los asistentes.

Para registrarse se necesita la credencial de cualquiera de las 23 bibliotecas municipales, que se tramita en diez
minutos; quienes todavía no la tienen pueden solicitarla en línea y recogerla en la biblioteca de su preferencia.
"""
)
RELEASES = (PARKS, HEALTH, WORKS, LIBRARY)
