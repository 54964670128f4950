"""The page where a person reads the networks and comments as a citizen."""

import re
from collections.abc import Callable

import pytest
import requests

from local.networks import CitizenClient, Control, SimulatedNetworks
from tests.contract.networks.clients import TIMEOUT_SECONDS, FacebookClient, Ours, XClient


def shown(networks: SimulatedNetworks, **query: str) -> str:
    """Open the page."""
    response = requests.get(networks.base_url, params=query, timeout=TIMEOUT_SECONDS)
    assert response.status_code == 200
    return response.text


def sent(networks: SimulatedNetworks, red: str, target: str, texto: str) -> requests.Response:
    """Send the form as the third citizen."""
    form = {"ciudadano": "ciudadano-03", "red": red, "id": target, "texto": texto, "ancla": target}
    return requests.post(f"{networks.base_url}/comentar", data=form, timeout=TIMEOUT_SECONDS, allow_redirects=False)


def test_the_feed_of_the_three_networks_is_read_in_one_place(
    networks: SimulatedNetworks, ours: Ours, lupita: CitizenClient
) -> None:
    post_id = ours.x.published("Aviso en X")
    ours.facebook.photo(message="Aviso en Facebook", alt_text_custom="Un parque con árboles")
    ours.instagram.published("Aviso en Instagram")
    ours.x.reply(lupita.comment_on_x(post_id, "¿A qué hora?"), "A las seis")
    ours.x.delete(ours.x.published("Con un error"))
    page = shown(networks)
    for text in ("Aviso en X", "Aviso en Facebook", "Aviso en Instagram", "¿A qué hora?", "A las seis", "Con un error"):
        assert text in page
    assert 'alt="Un parque con árboles"' in page
    assert len(re.findall("Retirada el", page)) == 1
    assert '<html lang="es-MX">' in page
    assert "http://" not in re.sub(r"<textarea.*?</textarea>", "", page)


@pytest.mark.parametrize("network", ["x", "facebook", "instagram"])
def test_the_form_comments_as_the_chosen_citizen(
    networks: SimulatedNetworks, ours: Ours, control: Control, network: str
) -> None:
    publish: dict[str, Callable[[str], str]] = {
        "x": ours.x.published,
        "facebook": ours.facebook.published,
        "instagram": ours.instagram.published,
    }
    post_id = publish[network]("Aviso")
    response = sent(networks, network, post_id, "Hay un bache")
    assert response.status_code == 303
    assert response.headers["location"] == f"/?ciudadano=ciudadano-03#e-{post_id}"
    comment = control.comments()[0]
    assert (comment["network"], comment["text"], comment["author"]["key"]) == (network, "Hay un bache", "ciudadano-03")
    assert sent(networks, network, comment["id"], "Y otro").status_code == 303
    assert control.comments()[1]["parent_id"] == comment["id"]
    assert [one["operation"].partition(".")[0] for one in control.exchanges()[-2:]] == [network, network]


def test_what_the_network_refuses_is_said_in_the_page_with_the_text(networks: SimulatedNetworks, x: XClient) -> None:
    post_id = x.published("Aviso")
    response = sent(networks, "x", post_id, "largo " * 60)
    assert response.status_code == 400
    assert "La red no aceptó el comentario" in response.text
    assert "too long" in response.text
    assert "largo largo" in response.text
    assert sent(networks, "myspace", post_id, "Hola").status_code == 400


def test_another_site_cannot_send_the_form(networks: SimulatedNetworks, control: Control) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    form = {"ciudadano": "ciudadano-01", "red": "x", "id": "1", "texto": "Hola"}
    url = f"{networks.base_url}/comentar"
    assert requests.post(url, data=form, headers=headers, timeout=TIMEOUT_SECONDS).status_code == 403
    assert control.comments() == []


def test_C18_C21_no_text_breaks_the_page(
    networks: SimulatedNetworks, facebook: FacebookClient, lupita: CitizenClient
) -> None:
    post_id = facebook.published("<script>alert(1)</script>")
    hostile = ["<img src=x onerror=alert(1)>", "nulo \x00", "\u202e al revés", "medio \ud83d", "a" * 65_536, "'\"><b>"]
    for text in hostile:
        lupita.comment_on_facebook(post_id, text)
    page = shown(networks)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x00" not in page
    assert "\u202e al revés" in page
    response = requests.get(networks.base_url, timeout=TIMEOUT_SECONDS)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_an_edit_shows_what_was_there_before(
    networks: SimulatedNetworks, facebook: FacebookClient, lupita: CitizenClient
) -> None:
    comment_id = lupita.comment_on_facebook(facebook.published("Aviso"), "Ay un bache")
    lupita.edit_on_facebook(comment_id, "Hay un bache")
    assert "Textos anteriores (1)" in shown(networks)
    facebook.post(comment_id, message="Folio LEO-1")
    assert "Texto cambiado por el Municipio" in shown(networks)


def test_pictures_are_served_by_their_hash(networks: SimulatedNetworks, facebook: FacebookClient) -> None:
    facebook.photo(message="Un parque")
    address = re.search(r'src="(/_media/[0-9a-f]{64})"', shown(networks))
    assert address
    picture = requests.get(networks.base_url + address[1], timeout=TIMEOUT_SECONDS)
    assert picture.headers["content-type"] == "image/jpeg"
    assert requests.get(f"{networks.base_url}/_media/none", timeout=TIMEOUT_SECONDS).status_code == 404


def test_a_video_plays_on_the_page(x: XClient, networks: SimulatedNetworks) -> None:
    content = b"\0\0\0\x18ftypmp42" + b"a" * 100
    order = {"media_category": "tweet_video", "media_type": "video/mp4", "total_bytes": len(content)}
    media_id = x.ask("POST", "/media/upload/initialize", json=order).json()["data"]["id"]
    part = {"files": {"media": ("p", content)}, "data": {"segment_index": "0"}}
    x.ask("POST", f"/media/upload/{media_id}/append", **part)
    x.ask("POST", f"/media/upload/{media_id}/finalize")
    x.published("Corre", media={"media_ids": [media_id]})
    page = requests.get(networks.base_url, timeout=TIMEOUT_SECONDS)
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    address = page.text.partition('<video src="')[2].partition('"')[0]
    shown = requests.get(f"{networks.base_url}{address}", timeout=TIMEOUT_SECONDS)
    assert (shown.content, shown.headers["content-type"]) == (content, "video/mp4")
