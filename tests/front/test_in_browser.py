"""Readers in a real browser: on a phone and at a desk, by day and by night, with and without scripts."""

from __future__ import annotations

import pytest

from newsroom.demo.style_guide.views import SPECIMENS
from tests.conftest import DESK, PHONE
from tests.sizes import IS_FULL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# The style guide holds every component; the pages of the second group are made of nothing else.
EVERY_OTHER_KIND = ["/gaya/", "/periksa/", *(f"/gaya/{name}/" for name in ("410", "500", "embargo", "masuk-ditolak"))]
MADE_OF_THE_SAME = [
    "/wilayah/kabupaten-uji/",
    "/inisial/her/",
    "/kanal/gubernur/",
    "/tag/",
    "/instansi/",
    "/arsip/",
    "/arsip/2022/11/",
    "/koreksi/",
    *(path for name in SPECIMENS if (path := f"/gaya/{name}/") not in EVERY_OTHER_KIND),
]
LOOKS_MATTER = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")


@pytest.fixture
def paths(newspaper):
    return [
        "/",
        "/berita/",
        newspaper.seed.public_path,
        newspaper.rich.public_path,
        "/tag/dinsos-jatim/",
        "/instansi/dinsos-uji/",
        "/wilayah/",
        "/arsip/2022/11/18/",
        "/cari/?q=pelatihan",
        "/cari/?q=tidakadakatain",
        "/tentang/",
        f"/periksa/?q={newspaper.seed.public_path}",
        "/tidak-ada/",
    ]


def test_nobody_is_shut_out_of_a_page_by_night_or_by_day(open_window, paths):
    # axe is put into the page by the tester, which the page's own policy would forbid.
    window = open_window(PHONE, color_scheme="dark", bypass_csp=True)
    found = {}
    for path in paths + EVERY_OTHER_KIND + (MADE_OF_THE_SAME if IS_FULL else []):
        window.page.set_viewport_size(PHONE)
        window.page.emulate_media(color_scheme="dark")
        window.open(path)
        violations = window.axe_violations()
        # On a desk and by day the page is the same; what may differ is looked at again.
        window.page.set_viewport_size(DESK)
        window.page.emulate_media(color_scheme="light")
        if violations := violations + window.axe_violations(*LOOKS_MATTER):
            found[path] = violations
    assert found == {}


def test_no_page_is_wider_than_the_window_or_calls_elsewhere(open_window, paths):
    for size in (PHONE, DESK):
        window = open_window(size)
        for path in paths:
            window.open(path)
            assert window.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert window.foreign_requests == []
        assert window.script_errors == []


def test_stories_and_galleries_read_whole_without_scripts(open_window, newspaper):
    window = open_window(PHONE, java_script_enabled=False)
    window.open(newspaper.seed.public_path)
    page = window.page
    assert page.locator("article h1").inner_text() == newspaper.seed.title
    assert "(her/s)" in page.locator(".article-text").inner_text()
    assert page.locator("[data-copy]:visible").count() == 0
    page.locator(".display summary").click()
    assert page.locator("[data-display-plain]").is_visible()
    window.open(newspaper.rich.public_path)
    assert page.locator(".gallery-strip").get_attribute("tabindex") == "0"
    assert page.locator(".gallery-strip li").count() == 3


def test_a_reader_chooses_dark_and_large_and_finds_it_again(open_window, newspaper):
    window = open_window(DESK, color_scheme="light")
    window.open("/")
    window.page.locator(".display summary").click()
    window.page.locator("input[name=theme][value=dark]").check()
    window.page.locator("input[name=size][value=large]").check()
    window.open(newspaper.seed.public_path)
    root = window.page.locator("html")
    assert root.get_attribute("data-theme") == "dark"
    assert root.get_attribute("data-size") == "large"
    assert window.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 20, 27)"
    assert window.context.cookies() == []


VOICE_OF_THE_DEVICE = """
    window.spoken = [];
    const voices = {
        getVoices: () => [{ lang: "id-ID", name: "Damayanti" }],
        speak: (speech) => window.spoken.push(speech.text),
        cancel: () => { window.spoken = []; },
        addEventListener: () => {},
    };
    Object.defineProperty(window, "speechSynthesis", { value: voices });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } addEventListener() {} };
"""


def test_a_reader_with_an_indonesian_voice_has_the_story_read_aloud(open_window, newspaper):
    window = open_window(PHONE)
    window.page.add_init_script(VOICE_OF_THE_DEVICE)
    window.open(newspaper.seed.public_path)
    button = window.page.locator("[data-read-aloud]")
    button.click()
    spoken = window.page.evaluate("window.spoken")
    assert spoken[0] == newspaper.seed.title
    assert spoken[2].startswith("Jatim Newsroom – Pemprov Jatim")
    button.click()
    assert window.page.evaluate("window.spoken") == []


def test_a_keyboard_reader_skips_the_navigation_and_searches_with_a_slash(open_window, newspaper):
    window = open_window(DESK)
    window.open("/")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    assert window.page.evaluate("document.activeElement.id") == "isi"
    window.page.keyboard.press("/")
    assert window.page.evaluate("document.activeElement.name") == "q"
    window.page.keyboard.type("pelatihan")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/cari/?q=pelatihan")


def test_a_reader_copies_the_line_that_names_the_source(open_window, newspaper):
    window = open_window(DESK, permissions=["clipboard-read", "clipboard-write"])
    window.open(newspaper.seed.public_path)
    window.page.locator("[data-copy]").last.click()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Jatim Newsroom, “UPT PTKS Malang")
    assert copied.endswith(newspaper.seed.public_path)


SHIFT = """() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 600);
})"""


def test_nothing_moves_while_a_page_loads(open_window, newspaper):
    window = open_window(PHONE)
    for path in ("/", newspaper.rich.public_path):
        window.open(path)
        # What rounds to nothing: a web font may differ from its stand-in by a fraction of a pixel.
        assert round(window.page.evaluate(SHIFT), 3) == 0, path
