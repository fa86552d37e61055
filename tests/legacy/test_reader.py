"""HTML, plain text and both in one become pieces; what readers must not get is taken out and named."""

from __future__ import annotations

import pytest

from newsroom.legacy.content import Kind, inline_html
from newsroom.legacy.links import Verdict, judge
from newsroom.legacy.reader import Document, read_document

HOSTS = ("*.go.id",)


def read(text: str) -> Document:
    return read_document(text, HOSTS)


def texts(document: Document) -> list[str]:
    return [piece.text for piece in document.pieces]


def html(text: str) -> list[str]:
    return [inline_html(piece.runs) for piece in read(text).pieces]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.warnings]


def test_a_line_of_plain_text_is_a_piece_and_knows_whether_it_follows_another() -> None:
    pieces = read("Satu\nDua\n\nTiga").pieces

    assert [(piece.text, piece.line, piece.follows) for piece in pieces] == [
        ("Satu", 1, False),
        ("Dua", 2, True),
        ("Tiga", 4, False),
    ]


def test_white_space_in_a_block_is_what_html_makes_of_it() -> None:
    assert texts(read("<p>Judul di\n      AI\n   Summit</p>\n<p>Dua</p>")) == ["Judul di AI Summit", "Dua"]


def test_text_and_html_may_share_a_file() -> None:
    document = read("Judul polos\n<p><strong>PAKIS&nbsp;</strong>- Isi satu.</p><p>Isi dua.</p>\nBaris akhir")

    assert texts(document) == ["Judul polos", "PAKIS - Isi satu.", "Isi dua.", "Baris akhir"]


def test_only_bold_italic_and_links_remain_of_the_markup() -> None:
    word = '<span lang="EN-US"><b>A</b> <u>B</u> <em>C</em></span><o:p></o:p>'
    source = f'<p class="MsoNormal" style="x" xss=removed>{word}</p>'

    assert html(source) == ["<b>A</b> B <i>C</i>"]


def test_two_line_breaks_part_paragraphs_and_one_stays() -> None:
    assert html("<p>Satu<br><br />Dua<br>Tiga</p>") == ["Satu", "Dua<br/>Tiga"]


def test_literal_line_ends_broken_tags_and_double_escapes_disappear() -> None:
    assert texts(read("<p>Satu\\r\\n kata.</p>\\r\\n<p>Dua./p>")) == ["Satu kata.", "Dua."]
    assert texts(read("<p>Satu&amp;nbsp;&amp;amp; dua</p><p>&nbsp;</p>")) == ["Satu & dua"]
    assert texts(read('Jum\\\'at di \\"aula\\"')) == ['Jum\'at di "aula"']


def test_a_page_that_was_escaped_as_a_whole_is_read() -> None:
    assert texts(read("&lt;p&gt;Satu&lt;/p&gt;&lt;p&gt;Dua&lt;/p&gt;")) == ["Satu", "Dua"]


def test_signs_that_are_no_markup_stay() -> None:
    assert html("<p>Suhu < 30 & R&D, 5 > 3</p>") == ["Suhu &lt; 30 &amp; R&amp;D, 5 &gt; 3"]


def test_lists_tables_and_headings_are_told_apart() -> None:
    document = read("<h2>Sub</h2><ol><li>a<li>b<ul><li>c</ul></ol><table><tr><th>A<th>B<tr><td>1<td>2</table>")

    assert [piece.kind for piece in document.pieces] == [Kind.HEADING, Kind.LIST, Kind.TABLE]
    assert [inline_html(item) for item in document.pieces[1].items] == ["a", "b", "c"]
    assert document.pieces[1].is_numbered
    assert document.pieces[2].rows == [["A", "B"], ["1", "2"]]
    assert document.pieces[2].has_header


def test_a_table_that_only_makes_the_layout_becomes_paragraphs() -> None:
    assert texts(read("<table><tr><td><p>Satu</p><p>Dua</p></td></tr></table>")) == ["Satu", "Dua"]


def test_marks_that_overlap_do_not_leak_into_the_next_paragraph() -> None:
    assert html("<p><b>A <i>B</b> C</i></p><p>D</p>")[1:] == ["D"]
    assert html("<p><b>A</p><p>B</p>") == ["<b>A</b>", "B"]


@pytest.mark.parametrize(
    "source",
    [
        '<div style="position:absolute;left:-9999px">slot gacor</div>',
        '<div style="display:none">slot gacor</div>',
        '<div style="DISPLAY : NONE !important">slot gacor</div>',
        '<span style="visibility:hidden">slot gacor</span>',
        '<span style="font-size:0">slot gacor</span>',
        '<span style="font-size:1px">slot gacor</span>',
        '<span style="opacity:0">slot gacor</span>',
        '<span style="color:#fff">slot gacor</span>',
        '<span style="color:white;background:white">slot gacor</span>',
        '<span style="text-indent:-9999px">slot gacor</span>',
        '<div style="height:0;overflow:hidden">slot gacor</div>',
        '<div style="clip:rect(0,0,0,0)">slot gacor</div>',
        '<div style="transform:translateX(-5000px)">slot gacor</div>',
        "<div hidden>slot gacor</div>",
        '<div class="d-none">slot gacor</div>',
        '<font color="white">slot gacor</font>',
        '<marquee width="1" height="1">slot gacor</marquee>',
        "<noscript>slot gacor</noscript>",
        "<template>slot gacor</template>",
        "<style>.x, #y { display: none }</style><p class='a x'>slot gacor</p>",
    ],
)
def test_hidden_text_never_gets_into_the_body_and_is_named(source: str) -> None:
    document = read(f"<p>Satu</p>{source}<p>Dua</p>")

    assert texts(document) == ["Satu", "Dua"]
    assert "hidden_text_removed" in codes(document)


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color:#333;font-size:12pt;position:relative;left:-2px">Satu</p>',
        '<p style="color:white;background:navy">Satu</p>',
        '<p class="hidden md:block">Satu</p>',
        '<p style="font-size:1.2em;opacity:1;margin-left:-10px">Satu</p>',
    ],
)
def test_text_that_readers_see_stays(source: str) -> None:
    document = read(source)

    assert texts(document) == ["Satu"]
    assert codes(document) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<script>alert(1)</script>", "script_removed"),
        ("<style>p{color:red}</style>", "style_removed"),
        ('<iframe src="https://example.test/x"></iframe>', "embed_removed"),
        ("<object data=x></object>", "embed_removed"),
        ("<svg onload=alert(1)><text>x</text></svg>", "embed_removed"),
        ("<img src=x onerror=alert(1)>", "event_handler_removed"),
        ('<img src="data:image/png;base64,AAAA">', "image_embedded_removed"),
        ("<!-- <a href='https://example.test'>slot</a> -->", "comment_removed"),
        ('<a href="javascript:alert(1)">klik</a>', "unsafe_link_removed"),
        ('<a href="java&#10;script:alert(1)">klik</a>', "unsafe_link_removed"),
        ('<a href="https://example.test/slot">slot gacor maxwin</a>', "spam_link_removed"),
        ('<a href="https://example.test/x">tautan</a>', "link_removed"),
    ],
)
def test_each_removal_is_a_warning(source: str, code: str) -> None:
    document = read(f"<p>Satu {source} dua</p>")

    assert code in codes(document)
    assert all("<script" not in text and "alert" not in text and "slot" not in text for text in texts(document))


def test_the_words_of_a_foreign_link_stay_and_those_of_an_advertisement_go() -> None:
    source = (
        '<p>Lihat <a href="https://example.test/">situs mitra</a><a href="https://example.test/">slot gacor</a>.</p>'
    )

    assert html(source) == ["Lihat situs mitra."]


def test_links_to_allowed_hosts_stay() -> None:
    assert html('<p><a href="https://dinsos.jatimprov.go.id/a?b=1&c=2">Dinsos</a></p>') == [
        '<a href="https://dinsos.jatimprov.go.id/a?b=1&amp;c=2">Dinsos</a>'
    ]


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("https://www.jatimprov.go.id/a", Verdict.KEEP),
        ("//www.jatimprov.go.id/a", Verdict.KEEP),
        ("https://WWW.JATIMPROV.GO.ID./a", Verdict.KEEP),
        ("mailto:humas@jatimprov.go.id", Verdict.KEEP),
        ("/berita/lama", Verdict.INTERNAL),
        ("https://jatimprov.go.id.example.test/a", Verdict.FOREIGN),
        ("https://example.test/?x=.go.id", Verdict.FOREIGN),
        ("https://jatimprov.go.id@example.test/", Verdict.UNSAFE),
        ("https:\\\\example.test\\x", Verdict.FOREIGN),
        ("JaVaScRiPt:alert(1)", Verdict.UNSAFE),
        ("\x01javascript:alert(1)", Verdict.UNSAFE),
        ("data:text/html,x", Verdict.UNSAFE),
        ("vbscript:x", Verdict.UNSAFE),
        ("http://[::1", Verdict.UNSAFE),
    ],
)
def test_links_are_judged_by_where_they_really_lead(address: str, verdict: Verdict) -> None:
    assert judge(address, HOSTS).verdict is verdict


def test_a_player_of_the_allow_list_becomes_a_video() -> None:
    pieces = read('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0"></iframe>').pieces

    assert [(piece.kind, piece.address) for piece in pieces] == [
        (Kind.VIDEO, "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    ]


def test_the_head_of_a_whole_page_gives_title_address_and_time() -> None:
    document = read(
        "<html><head><title>Judul - Jatim Newsroom</title><link rel=canonical href='https://lama.go.id/berita/judul'>"
        "<meta property='article:published_time' content='2022-11-18T07:19:33+07:00'></head>"
        "<body><nav>Beranda</nav><h1>Judul</h1><p>Isi.</p><footer>Kaki</footer></body></html>"
    )

    assert texts(document) == ["Judul", "Isi."]
    assert (document.title, document.address) == ("Judul - Jatim Newsroom", "https://lama.go.id/berita/judul")
    assert document.published == "2022-11-18T07:19:33+07:00"
