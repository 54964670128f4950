"""
Whether a sentence can stand without the one before it (2.4): no «Asimismo,», no «Él agregó que» at the start of a post.

A connector that only joins is left out and the rest stands; what points back to something not said cannot stand alone.
"""

import re
from functools import lru_cache

from chalicelib.domain.spanish import capitalised, folded

_JOINING = re.compile(
    r"(?:(?:asimismo|ademas|adicionalmente|por otr[ao] (?:parte|lado)|por su parte|por su lado"
    r"|de igual (?:manera|forma|modo)"
    r"|de la misma (?:manera|forma)|del mismo modo|en (?:este|ese) (?:sentido|contexto|marco|tenor)"
    r"|al respecto|finalmente"
    r"|por ultimo|en tanto|mientras tanto|de esta (?:manera|forma)|de este modo|por e(?:llo|so)"
    r"|por lo anterior|por tal motivo"
    r"|por esta razon|con ello|con esto|con estas acciones|en consecuencia|igualmente|no obstante|sin embargo|en suma"
    r"|a su vez|en otro orden de ideas|sobre este tema|pues bien|ante ello|ante esto|tambien|incluso|de hecho"
    r"|cabe (?:destacar|mencionar|señalar|recordar|resaltar|precisar)),\s?"
    r"|(?:cabe|es importante|es de|hay que|vale la pena) (?:destacar|mencionar|señalar|recordar"
    r"|resaltar|precisar) que\s"
    r"|tambien\s)"
)
_INFORMING = re.compile(
    r"(?:inform|indic|precis|detall|explic|record|señal|agreg|añadi|mencion|coment|apunt|dij"
    r"|refiri)(?:o|aron|eron) que\s"
)
"""What an official is said to have told: without the verb, the news stands by itself."""

_ELLIPTIC = re.compile(
    r"(?:inform|indic|precis|detall|explic|record|señal|agreg|añadi|mencion|coment|apunt|dij|refiri"
    r"|afirm|expres|manifest"
    r"|subray|puntualiz|destac|asegur|sostuv|recalc|enfatiz|declar|reiter|concluy|abund|reconoci"
    r"|agradeci|invit|exhort|pidi)"
    r"(?:o|aron|eron)\b"
)
"""A verb of saying without who says it."""

_DANGLING = re.compile(
    r"(?:ella|ellos|ellas|este|esta|estos|estas|ese|esa|esos|esas|esto|eso|ello|aquel|aquella"
    r"|dich[oa]s?|lo anterior|ahi|alli"
    r"|asi|l[oa]s? mism[oa]s?|pues|pero|aunque|y|o|e|ni|porque|donde|quien|cuy[oa]s?|entre ell[oa]s"
    r"|de ell[oa]s|con ell[oa]s"
    r"|para ell[oa]s|mientras que|(?:en|con|de|para|a|por) (?:dich[oa]s?|est[aeo]s?"
    r"|es[aeo]s?)(?! (?:año|mes|fin de semana|semana))"
    r"|(?:el|la|los|las) (?:funcionari[oa]s?|edil|mandatari[oa]|tambien|demas|otr[oa]s?|rest(?:o"
    r"|antes?)|primer[oa]s?|segund[oa]s?)"
    r"|su|sus)\b"
    r"(?! (?:fin de semana|sabado|domingo|lunes|martes|miercoles|jueves|viernes|año|mes|semana|verano"
    r"|navidad|temporada)"
    r"| \d{1,2} de )"
)
_LONGEST_CONNECTOR = 60
_HE = re.compile(r"Él\b")
_STILL_JOINED = re.compile(r"[,;]? y que\b")


@lru_cache(maxsize=2_048)
def standing_alone(sentence: str) -> str | None:
    """
    Give a sentence as it can stand by itself, without the connector it began with; None when it cannot.

    «Asimismo, se instalarán 40 luminarias.» → «Se instalarán 40 luminarias.»
    """
    stripped = without_connector(sentence)
    plain = folded(stripped).lstrip("¿¡ ")
    if not plain or _HE.match(stripped) or _DANGLING.match(plain) or _ELLIPTIC.match(plain):
        return None
    return stripped


def without_connector(sentence: str) -> str:
    """Give a sentence without the words that only join it to the one before, or say that it was said."""
    rest = sentence
    for pattern in (_JOINING, _INFORMING, _JOINING):
        begins = rest[:_LONGEST_CONNECTOR]
        found = pattern.match(folded(begins))
        # Folding keeps the number of letters of Spanish; for anything else nothing is taken away.
        if not found or len(folded(begins)) != len(begins) or found.end() >= len(rest) - 8:
            continue
        if pattern is _INFORMING and _STILL_JOINED.search(rest):
            continue
        rest = capitalised(rest[found.end() :])
    return rest


def begins_with_connector(sentence: str) -> bool:
    """Say whether a sentence leans on the one before it."""
    return without_connector(sentence) != sentence
