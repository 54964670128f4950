"""Who lives in the simulated world: the municipality's accounts and the citizens. Always the same, tokens included."""

import hashlib
from dataclasses import dataclass

MUNICIPALITY = "municipio"
"""The key of our own account, on every network."""


@dataclass(frozen=True)
class Person:
    """Somebody with an account on the three networks. `key` names them in the control answers."""

    key: str
    name: str
    x_id: str
    x_handle: str
    facebook_id: str
    instagram_id: str
    instagram_username: str
    x_token: str
    graph_token: str

    @property
    def is_us(self) -> bool:
        """Say whether this is the municipality."""
        return self.key == MUNICIPALITY


@dataclass(frozen=True)
class XAccount:
    """What an adapter needs for our account on X: OAuth 1.0a user tokens."""

    user_id: str
    username: str
    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str


@dataclass(frozen=True)
class FacebookAccount:
    """What an adapter needs for our Page."""

    page_id: str
    name: str
    page_token: str
    app_id: str
    app_secret: str


@dataclass(frozen=True)
class InstagramAccount:
    """What an adapter needs for our professional account. It takes the Page's token and the same app secret."""

    user_id: str
    username: str
    page_token: str
    app_secret: str


@dataclass(frozen=True)
class Accounts:
    """Our accounts."""

    x: XAccount
    facebook: FacebookAccount
    instagram: InstagramAccount


def secret_of(purpose: str, length: int = 40) -> str:
    """Make the one secret that a purpose always has in this world."""
    return hashlib.sha256(f"simulated networks: {purpose}".encode()).hexdigest()[:length]


def _citizen(number: int, name: str, handle: str) -> Person:
    key = f"ciudadano-{number:02}"
    return Person(
        key=key,
        name=name,
        x_id=str(1_512_340_000_000_000_000 + number * 1_000_003),
        x_handle=handle,
        facebook_id=str(24_680_000_000_000_000 + number * 10_007),
        instagram_id=str(17_841_400_000_000_000 + number * 100_003),
        instagram_username=handle.lower().replace("_", "."),
        x_token=f"x-{key}-{secret_of(f'x {key}', 24)}",
        graph_token=f"EAAC{secret_of(f'graph {key}')}",
    )


_NAMES = (
    ("María Guadalupe Hernández Ríos", "lupita_hdzr"),
    ("José Luis Ramírez Torres", "jl_ramirezt"),
    ("Ana Sofía Muñoz Gutiérrez", "anasofi_mg"),
    ("Juan Carlos Peña Ibarra", "jc_pena_leon"),
    ("Rosa Elena Zúñiga Córdova", "rosae_zuniga"),
    ("Miguel Ángel Núñez Becerra", "mike_nunezb"),
    ("Fernanda Itzel Domínguez Lara", "ferdominguezl"),
    ("Jesús Adrián Ávila Quintero", "jadrian_avila"),
    ("Verónica Sánchez de la O", "vero_sdelao"),
    ("Óscar Iván Echeverría Páramo", "oscar_paramo"),
    ("Xóchitl Nayeli Aguirre Mata", "xochitl_am"),
    ("Don Refugio Güemes Villaseñor", "don_refugio"),
    ("Brenda Yareli Cárdenas Ortiz", "brendayco"),
    ("Emiliano Sebastián León Márquez", "emi_leonm"),
)

CITIZENS = tuple(_citizen(number, name, handle) for number, (name, handle) in enumerate(_NAMES, start=1))
"""The citizens, in a fixed order."""

ACCOUNTS = Accounts(
    x=XAccount(
        user_id="1498765432109876543",
        username="MpioLeonSim",
        consumer_key=secret_of("x consumer key", 25),
        consumer_secret=secret_of("x consumer secret", 50),
        access_token=f"1498765432109876543-{secret_of('x access token', 30)}",
        access_token_secret=secret_of("x access token secret", 45),
    ),
    facebook=FacebookAccount(
        page_id="102345678901234567",
        name="Municipio de León (simulado)",
        page_token=f"EAAP{secret_of('page token', 60)}",
        app_id="987654321098765",
        app_secret=secret_of("app secret", 32),
    ),
    instagram=InstagramAccount(
        user_id="17841409876543210",
        username="municipio.leon.sim",
        page_token=f"EAAP{secret_of('page token', 60)}",
        app_secret=secret_of("app secret", 32),
    ),
)
"""Our accounts, always the same."""

US = Person(
    key=MUNICIPALITY,
    name=ACCOUNTS.facebook.name,
    x_id=ACCOUNTS.x.user_id,
    x_handle=ACCOUNTS.x.username,
    facebook_id=ACCOUNTS.facebook.page_id,
    instagram_id=ACCOUNTS.instagram.user_id,
    instagram_username=ACCOUNTS.instagram.username,
    x_token="",
    graph_token=ACCOUNTS.facebook.page_token,
)
"""The municipality as somebody who posts and answers."""

PEOPLE_BY_KEY = {person.key: person for person in (US, *CITIZENS)}
PEOPLE_BY_X_ID = {person.x_id: person for person in PEOPLE_BY_KEY.values()}
PEOPLE_BY_HANDLE = {person.x_handle.lower(): person for person in PEOPLE_BY_KEY.values()}
CITIZENS_BY_X_TOKEN = {person.x_token: person for person in CITIZENS}
PEOPLE_BY_GRAPH_TOKEN = {person.graph_token: person for person in PEOPLE_BY_KEY.values()}
