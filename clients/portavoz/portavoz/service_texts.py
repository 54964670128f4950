"""What the commands that ask Portavoz say, in Spanish."""

NO_ADDRESS = "Falta la dirección de Portavoz: PORTAVOZ_API, o «api» en ~/.config/portavoz.toml."
NO_PERSON = "Falta quién pregunta: PORTAVOZ_TOKEN, o PORTAVOZ_USUARIO, PORTAVOZ_CLAVE y PORTAVOZ_CLIENTE."
NO_SIGN_IN = "El servicio de inicio de sesión no respondió."
BAD_SIGN_IN = "Usuario, contraseña o código incorrectos."
NEW_PASSWORD = "La contraseña es temporal: cámbiela primero e inténtelo de nuevo."  # noqa: S105 - a sentence
BAD_TOKEN = "PORTAVOZ_TOKEN lleva signos que ningún token tiene: cópielo de nuevo, en una sola línea."  # noqa: S105 - a sentence
EXPIRED = "La sesión venció o no es válida: inicie sesión de nuevo."
SILENT = "Portavoz no respondió: inténtelo de nuevo."
UNREADABLE = "La respuesta no es de Portavoz: revise la dirección."
CODE_PROMPT = "Código de su aplicación de autenticación: "


def refused(said: str, fields: str) -> str:
    """Say a refusal in Portavoz's own words."""
    return f"{said} ({fields})" if fields else said


def bad_file(path: str) -> str:
    """Say that a file of settings cannot be read."""
    return f"No se puede leer «{path}»: debe existir y estar escrito en TOML."


def unknown_setting(path: str, name: str) -> str:
    """Say that a setting is none."""
    return f"«{path}»: no se conoce «{name}»."


def open_file(path: str) -> str:
    """Say that others may read a secret."""
    return f"«{path}» guarda una clave y otras personas pueden leerlo: ejecute «chmod 600 {path}»."


def bad_address(address: str) -> str:
    """Say that an address is none."""
    return f"«{address}» no es una dirección: debe empezar con https:// y el nombre del servidor."


def insecure(address: str) -> str:
    """Refuse an address without encryption."""
    return f"«{address}» no está cifrada: la dirección debe empezar con https://."
