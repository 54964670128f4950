"""What each field of a message means, for whoever programs at a department."""

TITLES = {
    "caso": "Caso que llega a la bandeja de una dependencia",
    "cambio": "Cambio de un caso que la dependencia tiene o tuvo",
    "novedad": "Novedad: lo que una dependencia dice de un caso",
}

FIELDS = {
    "version": "Versión del mensaje. Rechace las que no conozca.",
    "what": "Qué es: «case», un caso; lo demás, un cambio de un caso.",
    "folio": "Folio del caso. Lo distingue de todos; si llega otra vez, es el mismo caso.",
    "department_id": "Dependencia, por su clave en el catálogo.",
    "comment_kind": "Clase: queja (complaint), reporte (service_request), sugerencia (suggestion), pregunta (question) u otra.",
    "is_urgent": "Verdadero si puede haber peligro: atiéndalo primero.",
    "text": "Lo que escribió la ciudadanía; lo que la dependencia no necesita dice «[dato oculto]» o «[núm.]».",
    "network": "Red social en que se escribió.",
    "author_handle": "Nombre público de la cuenta, si se conoce.",
    "written_at": "Cuándo se escribió (instante con huso).",
    "referred_at": "Cuándo salió hacia esta bandeja. Un cambio con «changed_at» anterior ya está incluido.",
    "due_on": "Día límite para cerrarlo, en días hábiles de la dependencia.",
    "place": "Lugar que se menciona, si se reconoció.",
    "count": "Cuántos comentarios dicen lo mismo.",
    "is_whole": "Falso si del texto sólo va el principio: el caso completo está en la API, por su folio.",
    "issue": "Cuántas veces se ha puesto en la bandeja; más de una si nadie lo había recogido.",
    "change_id": "Identificador del cambio; si llega otra vez, es el mismo.",
    "because": "Por qué, en una frase para mostrar.",
    "changed_at": "Cuándo cambió. Si el caso que tiene salió después («referred_at»), el cambio ya está incluido.",
    "news_id": "Identificador que pone la dependencia, distinto en cada novedad; repetirlo no cambia nada.",
    "act": "Qué dice: recibido (pulled), aceptado (accepted), en proceso (in_progress), cerrado (closed) o devuelto (returned).",
    "outcome": "Cómo se cerró; sin él, atendido.",
    "note": "Nota. Va al historial; a la ciudadanía se le escribe un texto fijo.",
    "department_folio": "Folio que el caso tiene en el sistema de la dependencia.",
}
