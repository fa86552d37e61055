"""A page becomes an article: what is what, what is kept, what is refused."""

from __future__ import annotations

import pytest

from tests.legacy.pages import FIRST, LAST, LEAD, TITLE, errors_of, page, paragraphs, parse, warnings_of


def test_every_part_of_a_page_finds_its_place() -> None:
    article = parse(page())

    assert article.title == TITLE
    assert article.published_text == "2023-01-03T09:05:07+07:00"
    assert (article.views, article.lead, article.dateline) == (27, LEAD, "Jatim Newsroom")
    assert (article.reporters, article.editors, article.office, article.closing) == (["her"], ["s"], "", "(her/s)")
    assert article.tags == ["dinsos jatim"]
    assert paragraphs(article) == [f"<p>{FIRST}</p>", f"<p>{LAST}</p>"]
    assert (article.warnings, article.errors) == ([], [])


def test_the_day_a_page_was_saved_is_never_its_publication_time() -> None:
    article = parse(page(upload=""))

    assert article.published_at is None
    assert warnings_of(article) == ["no_publication_time"]
    assert article.title == TITLE


@pytest.mark.parametrize("saved", ["", "Sabtu, 20 April 2024", "20 April 2024", "20-04-2024"])
def test_a_page_may_or_may_not_say_when_it_was_saved(saved: str) -> None:
    assert parse(page(saved=saved)).published_text == "2023-01-03T09:05:07+07:00"


def test_a_page_with_a_day_only_keeps_the_day_and_stands_at_midnight_in_jakarta() -> None:
    article = parse(page(saved="", upload="26-03-2019"))

    assert (article.published_text, article.has_time) == ("2019-03-26", False)
    assert article.published_moment is not None
    assert article.published_moment.isoformat() == "2019-03-26T00:00:00+07:00"


@pytest.mark.parametrize(
    ("parts", "code", "line"),
    [
        ({"title": ""}, "no_title", 3),
        ({"title": "Kata " * 52}, "title_too_long", 3),
        ({"upload": "Diunggah pada : 31 Februari 2022 10:00:00 5"}, "impossible_date", 5),
        ({"upload": "Diunggah pada : 3 Januari 2023 25:61:00 5"}, "impossible_time", 5),
        ({"upload": "Diunggah pada : 3 Januari 2099 10:00:00 5"}, "future_date", 5),
        ({"upload": "Diunggah pada : 16 Januari 2026"}, "future_date", 5),
    ],
)
def test_what_makes_no_article_is_refused_with_its_line(parts: dict[str, str], code: str, line: int) -> None:
    article = parse(page(**parts))

    assert [(problem.code, problem.line) for problem in article.errors] == [(code, line)]


@pytest.mark.parametrize("rest", [f"{LEAD}\n\n#dinsos jatim\n", f"{LEAD}\n", "\n#dinsos jatim\n", ""])
def test_a_lead_alone_is_no_body(rest: str) -> None:
    article = parse(f"{TITLE}\n\nDiunggah pada : 3 Januari 2023 9:05:07 27\n{rest}")

    assert errors_of(article) == ["no_body"]


def test_a_single_paragraph_with_a_closing_is_a_body() -> None:
    article = parse(f"{TITLE}\n\nDiunggah pada : 3 Januari 2023 9:05:07 27\n\n{LEAD} (her/s)\n")

    assert errors_of(article) == []
    assert paragraphs(article) == [f"<p>{LEAD}</p>"]


def test_two_articles_in_one_file_are_refused_at_the_second_upload_line() -> None:
    article = parse(page() + page(title="Judul Kedua"))

    assert [(problem.code, problem.line) for problem in article.errors] == [("two_articles", 17)]
    assert (article.title, article.tags) == (TITLE, ["dinsos jatim"])


def test_a_second_article_is_seen_without_a_label_too() -> None:
    second = f"Judul Kedua\n4 Mei 2021 10:00\nJatim Newsroom – {FIRST} (her/s)\n"

    assert errors_of(parse(page() + "\n" + second)) == ["two_articles"]


def test_a_second_page_without_its_upload_line_is_seen_too() -> None:
    assert errors_of(parse(page() + "\n" + page(title="Judul Kedua", upload=""))) == ["two_articles"]


def test_dates_in_the_text_make_no_second_article() -> None:
    middle = "Jadwal:\n\nSenin, 15 Oktober 2018\n\nPembukaan di aula."

    assert errors_of(parse(page(middle=middle))) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("JUDUL : DUA (Seri 2) - Jatim Newsroom", "JUDUL : DUA (Seri 2) - Jatim Newsroom"),
        ("Judul\u00a0dengan  spasi ganda", "Judul dengan spasi ganda"),
        ("Siaran Pers No. 22/PIH/KOMINFO/2/2010", "Siaran Pers No. 22/PIH/KOMINFO/2/2010"),
        ("𝗝𝘂𝗱𝘂𝗹 tebal", "Judul tebal"),
        ("#JatimBangkit Digelar di Gresik", "#JatimBangkit Digelar di Gresik"),
        ("Kata " * 40 + "akhir", "Kata " * 40 + "akhir"),
    ],
)
def test_titles_are_kept_as_typed_but_for_accidents_of_copying(title: str, expected: str) -> None:
    article = parse(page(title=title))

    assert article.title == expected
    assert article.errors == []


def test_a_lead_that_repeats_the_first_paragraph_is_dropped() -> None:
    assert parse(page(lead=FIRST)).lead == ""


def test_a_first_paragraph_that_stands_twice_stays_once() -> None:
    paragraph = f"Paringin - {FIRST}"
    text = f"Judul\n26-03-2019\nKategori: Berita Olahraga\n{paragraph}\n\n{paragraph}\n\n{LAST} (MC Balangan/ragil) "

    article = parse(text)

    assert (article.lead, article.dateline, article.tags) == ("", "Paringin", ["Berita Olahraga"])
    assert paragraphs(article) == [f"<p>{FIRST}</p>", f"<p>{LAST}</p>"]


def test_a_subtitle_is_the_lead() -> None:
    assert parse(f"Judul\n\nAnak judul berita\n\nKominfo Jatim - {FIRST}\n").lead == "Anak judul berita"


def test_a_lead_below_the_upload_line_is_known_without_a_dateline() -> None:
    article = parse(page(dateline=""))

    assert (article.lead, article.dateline) == (LEAD, "")
    assert paragraphs(article)[0] == f"<p>{FIRST}</p>"


def test_a_clipped_dateline_is_completed_and_reported() -> None:
    article = parse(page(dateline="atim Newsroom – "))

    assert (article.dateline, warnings_of(article)) == ("Jatim Newsroom", ["dateline_completed"])


def test_only_the_last_bracket_of_the_last_paragraph_is_a_closing() -> None:
    middle = "Program keluarga (PKH) dan rapat (SPBE/TIK) dibahas. (a/b)"

    article = parse(page(middle=middle, closing=" (mengutip data 2022/2023). (her/s)"))

    assert paragraphs(article)[1:] == [f"<p>{middle}</p>", f"<p>{LAST} (mengutip data 2022/2023).</p>"]
    assert (article.reporters, article.editors) == (["her"], ["s"])


@pytest.mark.parametrize(
    ("closing", "reporters", "editors", "office"),
    [
        ("", [], [], ""),
        (" <strong>(her/s)</strong> ", ["her"], ["s"], ""),
        ("\n\n(her/s)", ["her"], ["s"], ""),
        ("\n\nMC BALANGAN", [], [], "MC BALANGAN"),
        ("\n\nPewarta :\nAhmad Uji\nEditor:\nSiti Uji", ["Ahmad Uji"], ["Siti Uji"], ""),
        ("\n\nPewarta : Ahmad Uji / Editor:\nSiti Uji\nCOPYRIGHT © 2022", ["Ahmad Uji"], ["Siti Uji"], ""),
        (" (ragil)\n\nEditor: Tobi", ["ragil"], ["Tobi"], ""),
        (" (her/s)\n\nFoto: Yanu / JNR", ["her"], ["s"], ""),
        (" (her/s) (Foto: Yanu)", ["her"], ["s"], ""),
        (" (her/s)   13 Kali", ["her"], ["s"], ""),
        (" (her/s) #banjir", ["her"], ["s"], ""),
        (" (her/s)\n\nKonten ini boleh disiarkan ulang dengan mencantumkan sumber.", ["her"], ["s"], ""),
        (" (her/s)\n\nBagikan: Facebook Twitter WhatsApp", ["her"], ["s"], ""),
    ],
)
def test_closings_are_found_whatever_stands_around_them(
    closing: str, reporters: list[str], editors: list[str], office: str
) -> None:
    article = parse(page(closing=closing))

    assert (article.reporters, article.editors, article.office) == (reporters, editors, office)
    assert paragraphs(article) == [f"<p>{FIRST}</p>", f"<p>{LAST}</p>"]


def test_more_names_than_the_custom_can_place_are_all_reporters_and_a_warning() -> None:
    article = parse(page(closing=" (drt/ist/KPO-4)"))

    assert (article.reporters, article.closing) == (["drt", "ist", "KPO-4"], "(drt/ist/KPO-4)")
    assert warnings_of(article) == ["closing_unclear"]


def test_a_page_in_one_line_is_taken_apart() -> None:
    text = (
        "Judul Satu Baris  Minggu, 13 Februari 2022 | 04:29 WIB \u00a0|\u00a0"
        "Penulis :\u00a0 MC KOTA UJI , Redaktur :\u00a0Tobari"
        "        Padang, InfoPublik - Isi satu. Isi dua.(MC Uji/ Chl/ Marajo/toeb)   1.013 Kali      \u00a0 "
        "Konten ini boleh disiarkan ulang dengan mencantumkan sumber.   "
    )

    article = parse(text)

    assert (article.title, article.published_text) == ("Judul Satu Baris", "2022-02-13T04:29:00+07:00")
    assert (article.views, article.dateline, article.office) == (1013, "Padang, InfoPublik", "MC Uji")
    assert (article.reporters, article.editors) == (["Chl", "Marajo"], ["toeb"])
    assert paragraphs(article) == ["<p>Isi satu. Isi dua.</p>"]
    assert (article.warnings, article.errors) == ([], [])


def test_tags_stand_in_trailing_lines_only() -> None:
    article = parse(page(middle="#bantuan\n\nKita #1 di Jatim.", tags="#Dinsos Jatim\n#dinsos  jatim #Gresik"))

    assert article.tags == ["Dinsos Jatim", "Gresik"]
    assert paragraphs(article)[1:3] == ["<p>#bantuan</p>", "<p>Kita #1 di Jatim.</p>"]


def test_a_tag_that_is_too_long_is_left_out_and_named() -> None:
    article = parse(page(tags="#" + "kata " * 25 + "#banjir"))

    assert (article.tags, warnings_of(article)) == (["banjir"], ["tag_too_long"])


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("Warga menerima bibit (2/6/2025) Foro: rafli JNR", "Warga menerima bibit (2/6/2025)", "rafli JNR"),
        ("Warga menerima bibit. Foto: dok. Dinas", "Warga menerima bibit.", "dok. Dinas"),
        ("Warga menerima bibit. Foto : Yanu / JNR", "Warga menerima bibit.", "Yanu / JNR"),
        ("Warga menerima bibit. Foto Istimewa", "Warga menerima bibit.", "Istimewa"),
        ("Warga menerima bibit. (Humas Pemkot Uji)", "Warga menerima bibit.", "Humas Pemkot Uji"),
    ],
)
def test_captions_end_at_the_photo_credit(caption: str, text: str, credit: str) -> None:
    article = parse(page(lead=f"uji-coba.jpg\n{caption}"))

    assert [(picture.address, picture.caption, picture.credit) for picture in article.pictures] == [
        ("uji-coba.jpg", text, credit)
    ]
    assert article.lead == ""


def test_related_stories_become_blocks() -> None:
    link = '<a href="https://jatimprov.go.id/berita/lain">Judul Lain</a>'
    article = parse(
        page(middle=f"<p>Teks satu (Baca Juga : {link}) teks dua.</p>", closing=" (her/s)\n\nBaca juga: Judul Akhir")
    )

    related = [block["value"] for block in article.blocks if block["type"] == "related"]
    assert related == [
        {"article": None, "title": "Judul Lain", "url": "https://jatimprov.go.id/berita/lain"},
        {"article": None, "title": "Judul Akhir", "url": ""},
    ]
    assert "<p>Teks satu teks dua.</p>" in paragraphs(article)
    assert article.reporters == ["her"]


def test_bullets_and_numbers_become_lists() -> None:
    article = parse(
        page(
            middle="Hasilnya:\n\n  • satu\n  • dua\n\nUrutannya:\n1. mula\n2. akhir\n\n1. Bukan daftar. 2. Satu baris."
        )
    )

    lists = [block["value"] for block in article.blocks if block["type"] == "list"]
    assert lists == [
        {"style": "bullet", "items": ["<p>satu</p>", "<p>dua</p>"]},
        {"style": "numbered", "items": ["<p>mula</p>", "<p>akhir</p>"]},
    ]
    assert "<p>1. Bukan daftar. 2. Satu baris.</p>" in paragraphs(article)


def test_lines_that_a_program_broke_are_joined() -> None:
    middle = (
        "Penyuluh mendatangi para petani di lereng gunung sejak pagi\n"
        "hari bersama para relawan dan membagikan bibit yang sudah\n"
        "Dinas Uji siapkan sejak awal tahun di kebun milik sendiri."
    )

    assert f"<p>{' '.join(middle.split())}</p>" in paragraphs(parse(page(middle=middle)))


def test_quotation_marks_are_never_repaired() -> None:
    middle = "''Kata \"petani,” ujarnya. ”Terbalik.“"

    assert f"<p>{middle}</p>" in paragraphs(parse(page(middle=middle)))


def test_a_wrong_weekday_is_reported_and_stays() -> None:
    article = parse(page(middle="Acara digelar Sabtu (20/12/2024)."))

    assert warnings_of(article) == ["wrong_weekday"]
    assert "<p>Acara digelar Sabtu (20/12/2024).</p>" in paragraphs(article)


def test_a_day_in_the_title_after_the_publication_is_reported() -> None:
    assert warnings_of(parse(page(title="INFO JAWA TIMUR 28 MARET 2025"))) == ["title_date_later"]


def test_scripts_hidden_text_and_foreign_links_are_reported_and_gone() -> None:
    junk = (
        '<script>fetch("/x")</script><div style="position:absolute;left:-9999px"><a href="http://example.test/slot">'
        "slot gacor</a></div><img src=x onerror=alert(1)>"
    )

    article = parse(page(middle=junk))

    assert warnings_of(article) == ["script_removed", "hidden_text_removed", "event_handler_removed"]
    assert paragraphs(article) == [f"<p>{FIRST}</p>", f"<p>{LAST}</p>"]


def test_a_paragraph_of_advertising_with_an_address_is_left_out() -> None:
    article = parse(page(middle="slot gacor maxwin https://example.test/slot\n\nPolisi menutup situs slot gacor."))

    assert warnings_of(article) == ["spam_link_removed", "spam_words"]
    assert paragraphs(article)[1:-1] == ["<p>Polisi menutup situs slot gacor.</p>"]


def test_an_embedded_html_page_gives_the_same_article_as_the_text() -> None:
    html = (
        f"<html><head><title>{TITLE} - Jatim Newsroom</title></head><body><h1>{TITLE}</h1>"
        f"<p>Diunggah pada : 3 Januari 2023 9:05:07 27</p><h2>{LEAD}</h2>"
        f'<p class="MsoNormal"><b>Jatim Newsroom</b> – {FIRST}</p><p>&nbsp;</p><p>{LAST}<strong>(her/s)</strong>.</p>'
        '<p><a href="/tag/x">#dinsos jatim</a></p></body></html>'
    )

    assert parse(html).content_hash == parse(page()).content_hash


def test_views_and_the_day_of_saving_do_not_make_another_article() -> None:
    later = page(saved="Minggu, 1 Juni 2025", upload="Diunggah pada : 3 Januari 2023 9:05:07 31")

    assert parse(later).content_hash == parse(page()).content_hash
    assert parse(page(lead="Lain.")).content_hash != parse(page()).content_hash


def test_windows_line_ends_no_break_spaces_and_marks_do_not_make_another_article() -> None:
    dressed = "\ufeff" + page().replace(" ", "\u00a0").replace("\n", "\r\n").replace("Dinas", "Di\u200bnas")

    assert parse(dressed).content_hash == parse(page()).content_hash
    assert parse(dressed).warnings == []
