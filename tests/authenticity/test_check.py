"""Anybody asks whether a text was published here, in whatever shape it came, and learns nothing that is hidden."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.articles.models import ArticleCredit, ArticlePage, Correction
from newsroom.authenticity import marking
from newsroom.authenticity.models import MarkingPlace, TextMark
from newsroom.authenticity.question import MOST_CHARACTERS
from newsroom.core.dates import clock_time
from newsroom.editorial import actions, withdrawals
from newsroom.editorial.models import LedgerEntry
from tests.factories import article_draft, byline, public_article

pytestmark = pytest.mark.django_db

TITLE = "Pemprov Salurkan Bantuan Pangan bagi Warga Kepulauan Masalembu"
LEAD = "Sebanyak 400 keluarga di Kepulauan Masalembu menerima bantuan pangan senilai Rp1.500.000 per keluarga."
FIRST = (
    "Pemerintah Provinsi menyalurkan bantuan pangan bagi warga Kepulauan Masalembu, Senin (14/11/2022), "
    "setelah gelombang tinggi menghentikan pelayaran selama sepuluh hari."
)
SECOND = "“Kapal perintis membawa beras, minyak, dan telur,” kata Kepala Dinas Sosial Sari Uji di Pelabuhan Kalianget."
THIRD = (
    "Warga tidak dipungut biaya apa pun, dan pembagian dilakukan di balai desa masing-masing mulai pukul delapan pagi."
)
OTHER_TITLE = "Perpustakaan Keliling Menyapa Lereng Gunung Arjuno Setiap Kamis"
OTHER = (
    "Dua mobil perpustakaan keliling menjangkau sembilan desa di lereng Gunung Arjuno dan membawa empat ribu judul "
    "buku anak yang dapat dipinjam selama dua pekan."
)
WITHDRAWN = (
    "Tarif bus pengumpan di Sidoarjo disebut naik menjadi enam ribu rupiah pada jam sibuk mulai pekan depan, sedangkan "
    "pelajar tetap membayar separuh harga seperti semula."
)
HIDDEN = (
    "Seorang anak penerima beasiswa bernama Bunga Rahasia kembali ke sekolah dasar di kampungnya setelah setahun penuh "
    "bekerja di pasar ikan bersama kedua orang tuanya."
)
DRAFT = (
    "Gubernur akan mengumumkan upah minimum baru sebesar sembilan juta rupiah bagi seluruh buruh pabrik rokok pada "
    "pertengahan bulan depan di hadapan serikat pekerja."
)


def paragraphs(*texts):
    return [("paragraph", "".join(f"<p>{text}</p>" for text in texts))]


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def take_back(article, kind, text, redaktur, pemred):
    request = withdrawals.propose(article, user=redaktur, kind=kind, reason="other", public_text=text)
    withdrawals.carry_out(request, user=pemred)


def ask(text, client=None):
    return (client or Client()).post("/periksa/", {"q": text}, follow=True)


def said(response):
    """Return the heading of the answer and its readable text."""
    html = response.content.decode()
    answer = re.search(r'<section class="answer".*?</section>\s*<form', html, re.DOTALL)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.group() if answer else ""))
    heading = re.search(r'<h2 id="hasil"[^>]*>(.*?)</h2>', html, re.DOTALL)
    return heading.group(1).strip() if heading else "", text


@pytest.fixture
def archive(newsroom_desk, redaktur, redaktur2, pemred):
    """A release that was corrected, another, one withdrawn, one taken down, and a draft; all marked."""
    herlina = byline("her", name="Herlina Uji")
    body = paragraphs(FIRST, SECOND, THIRD)
    bantuan = public_article(
        newsroom_desk,
        title=TITLE,
        lead=LEAD,
        body=body,
        tags=("dinsos jatim",),
        credits=[ArticleCredit(byline=herlina, printed_name="her")],
        legacy_url="https://lama.example/read/umum/bantuan",
    )
    draft = fresh(bantuan).get_latest_revision_as_object()
    for name, value in {
        "lead": LEAD.replace("400", "40"),
        "correction_kind": "ralat",
        "correction_note": "Jumlah keluarga keliru.",
        "correction_wrong": "400 keluarga",
        "correction_right": "40 keluarga",
    }.items():
        setattr(draft, name, value)
    draft.save_revision(user=redaktur)
    actions.submit(fresh(bantuan), user=redaktur)
    actions.decide(fresh(bantuan), "approve", user=redaktur2)
    made = {
        "bantuan": bantuan,
        "buku": public_article(
            newsroom_desk,
            title=OTHER_TITLE,
            lead=OTHER,
            body=paragraphs("Dua mobil perpustakaan keliling berangkat dari Malang.", "Buku datang."),
        ),
        "tarif": public_article(newsroom_desk, title="Tarif Bus Pengumpan Naik", body=paragraphs(WITHDRAWN)),
        "anak": public_article(newsroom_desk, title="Kisah Bunga Rahasia di Pasar", body=paragraphs(HIDDEN)),
        "upah": article_draft(newsroom_desk, title="Upah Minimum Baru Diumumkan", body=paragraphs(DRAFT)),
    }
    take_back(made["tarif"], "withdrawn", "Angkanya dari rancangan.", redaktur, pemred)
    take_back(made["anak"], "taken_down", "Demi kepentingan anak.", redaktur, pemred)
    while marking.mark_next_entries():
        pass
    return {name: fresh(article) for name, article in made.items()}


NOW = LEAD.replace("400", "40")
FORWARDED = (
    f"Diteruskan berkali-kali\n*{TITLE.upper()}* 🙏🙏\n\n_{NOW}_\n\n"
    + FIRST.replace(" bagi ", "\nbagi ").replace(" setelah ", "\nsetelah ")
    + "\n\n"
    + SECOND.replace("“", "").replace("”", "")
    + f"\n\n{THIRD} (her)\n#dinsos jatim"
)
YES, PART, DIFFERS, UNKNOWN = "Ya, kata demi kata", "Ya, ini kata-kata kami", "Hati-hati: teks ini", "Tidak ditemukan"
PASTED = {
    "exact": ("\n".join([TITLE, NOW, "Jatim Newsroom - " + FIRST, SECOND, THIRD]), YES, []),
    "forwarded in a chat": (FORWARDED, YES, []),
    "exported from a chat": (f"[18/11/22 07.19] Budi Uji: {FIRST}\n18/11/22, 07.21 - Ani: {THIRD}", PART, []),
    "a part": (f"{TITLE}\n{SECOND}", PART, []),
    "a paragraph that begins like the one left out": (
        f"{OTHER_TITLE}\nDua mobil perpustakaan keliling berangkat dari Malang.",
        PART,
        [],
    ),
    "cut in the middle of a sentence": (FIRST[20:130], PART, []),
    "the title alone": (TITLE, PART, []),
    "one figure changed": (
        "\n".join([TITLE, NOW.replace("40 ", "4.000 "), FIRST, SECOND, THIRD]),
        DIFFERS,
        ["[tidak ada: 40 ] [ditambahkan: 4.000 ]"],
    ),
    "a point moved in an amount": ("\n".join([TITLE, NOW.replace("1.500.000", "15.000.000")]), DIFFERS, ["15.000.000"]),
    "a small word left out": (
        f"{FIRST}\n{THIRD.replace('tidak dipungut', 'dipungut')}",
        DIFFERS,
        ["[tidak ada: tidak ]"],
    ),
    "the last words changed": (THIRD.replace("delapan pagi", "tujuh malam"), DIFFERS, ["tujuh malam", "delapan pagi"]),
    "a sentence put in": (
        f"{FIRST}\nTransfer biaya pendaftaran ke rekening petugas http://palsu.example/daftar sekarang juga.\n{THIRD}",
        DIFFERS,
        ["Transfer biaya pendaftaran", "palsu.example"],
    ),
    "two releases mixed": (f"{TITLE}\n{OTHER}", "Hati-hati: teks ini gabungan dari 2 rilis", [OTHER_TITLE]),
    "two mixed with words of nobody": (
        f"{FIRST}\n{THIRD}\n{OTHER}\nSebarkan ke semua grup sebelum dihapus pemerintah pusat.",
        "Hati-hati: teks ini gabungan dari 2 rilis",
        ["Sebarkan ke semua grup"],
    ),
    "before the correction": (
        "\n".join([TITLE, LEAD, FIRST, SECOND, THIRD]),
        "Ini teks kami sebagaimana tayang sampai",
        [],
    ),
    "unrelated": ("Resep rendang daging sapi dengan santan kental, serai, dan daun jeruk purut segar.", UNKNOWN, []),
    "unrelated with a common phrase": (
        "Kata Kepala Dinas Sosial kemarin malam, seluruh warga kota wajib membayar iuran kebersihan dua kali lipat "
        "tanpa kecuali, sebagaimana diputuskan dalam rapat tertutup di sebuah hotel.",
        UNKNOWN,
        [],
    ),
    "a draft": (DRAFT, UNKNOWN, []),
    "withdrawn": (WITHDRAWN, "Rilis ini pernah kami terbitkan dan sudah kami tarik", ["Angkanya dari rancangan."]),
    "withdrawn and changed": (
        WITHDRAWN.replace("separuh", "dua kali"),
        "Rilis ini pernah kami terbitkan dan sudah kami tarik",
        ["juga berbeda"],
    ),
    "taken down": (HIDDEN, "Rilis ini pernah kami terbitkan dan sudah kami turunkan", ["Demi kepentingan anak."]),
    "the title of one taken down": ("Kisah Bunga Rahasia di Pasar", "Rilis ini pernah kami terbitkan", []),
    "a guess at one taken down": ("anak penerima beasiswa bernama Bunga Rahasia kembali ke sekolah", UNKNOWN, []),
    "too short": ("bantuan pangan", "Tambah sedikit lagi", []),
    "nothing": ("  \n ", "Tambah sedikit lagi", []),
    "only marks": ("🙏🙏 *** ___ !!!", "Tambah sedikit lagi", []),
}


def test_a_pasted_text_is_recognised_in_every_shape(archive):
    wrong = {}
    for name, (text, heading, words) in PASTED.items():
        response = ask(text)
        found, answer = said(response)
        if response.status_code != 200 or heading not in found or not all(word in answer for word in words):
            wrong[name] = (response.status_code, found, answer[:900])
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
    assert not wrong, "\n" + "\n".join(f"{name}: {what}" for name, what in wrong.items())


def test_words_that_are_hidden_are_never_said(archive):
    """The field repeats what was asked; the answer must not."""
    for text in (
        WITHDRAWN.replace("separuh harga", "tiga kali"),
        HIDDEN.replace("pasar ikan", "toko roti"),
        DRAFT[:60],
    ):
        _heading, answer = said(ask(text))
        for secret in ("separuh harga", "pasar ikan", "Bunga Rahasia", "sembilan juta", "Upah Minimum"):
            assert secret not in answer
    for article in (archive["anak"], archive["upah"]):
        for question in (
            article.public_path,
            article.release_number or "099/JNR/2026",
            article.short_path or "/r/9-jnr-2026",
        ):
            _heading, answer = said(Client().get("/periksa/", {"q": question}))
            assert article.title not in answer


def test_the_text_before_a_correction_leads_to_what_was_put_right(archive):
    correction = Correction.objects.get()
    response = ask("\n".join([TITLE, LEAD]))
    until = LedgerEntry.objects.filter(page_id=archive["bantuan"].pk).last().recorded_at
    heading, answer = said(response)
    assert clock_time(until) in heading
    assert "Jumlah keluarga keliru." in answer
    assert f'href="/koreksi/{correction.pk}/"' in response.content.decode()


def test_a_release_is_named_with_time_zone_number_people_and_entry(archive):
    article = archive["bantuan"]
    heading, answer = said(Client().get("/periksa/", {"q": article.release_number}))
    assert heading == "Ya, ruang berita ini menerbitkannya"
    for word in (TITLE, clock_time(article.published_at), article.release_number, "Herlina Uji", "Ralat"):
        assert word in answer
    assert LedgerEntry.objects.filter(page_id=article.pk).last().hash in answer


def test_every_address_of_a_release_leads_to_it(archive):
    article = archive["bantuan"]
    correction = Correction.objects.get()
    addresses = [
        article.public_path,
        article.public_path.rstrip("/"),
        f"http://testserver{article.public_path}?utm_source=wa#isi",
        f"testserver{article.public_path}",
        article.short_path,
        f"http://testserver{article.short_path}/",
        f"/koreksi/{correction.pk}/",
        f"/en/corrections/{correction.pk}/",
        "https://lama.example/read/umum/bantuan/",
        f"Baca http://testserver{article.public_path}.",
        f"no. {article.release_number.lower()}",
    ]
    for address in addresses:
        assert said(ask(address))[1].count(TITLE), address
    assert "Ya, ruang berita ini" in said(ask(f"http://testserver{article.public_path}"))[0]


@pytest.mark.parametrize(
    "address",
    [
        "https://testserver.palsu.example{path}",
        "https://testserver@palsu.example{path}",
        "//palsu.example{path}",
        "palsu.example{path}",
        "https://[kacau{path}",
    ],
)
def test_a_copy_of_an_address_on_another_site_is_not_ours(archive, address):
    heading, answer = said(ask(address.format(path=archive["buku"].public_path)))
    assert heading == "Alamat ini bukan milik kami"
    assert OTHER_TITLE not in answer


def test_a_title_shared_with_its_link_is_the_release_of_the_link(archive):
    article = archive["buku"]
    heading, _answer = said(ask(f"{OTHER_TITLE} http://testserver{article.public_path}"))
    assert PART in heading
    text = f"{OTHER} http://testserver{archive['bantuan'].public_path}"
    response = ask(text)
    assert "mengarah ke rilis lain" in response.content.decode()


@pytest.mark.parametrize("text", ["kata " * (MOST_CHARACTERS // 5 + 1), "🙏" * 300_000], ids=["by letters", "by bytes"])
def test_a_text_that_is_too_long_is_told_so(db, text):
    response = Client().post("/periksa/", {"q": text}, content_type="application/x-www-form-urlencoded")
    response = ask(text) if response.status_code == 200 else response
    assert response.status_code == 413
    assert "20.000" in response.content.decode()


def test_who_asks_without_end_waits(archive, monkeypatch):
    monkeypatch.setattr("newsroom.authenticity.check_view.RATES", "2/m/ip")
    answers = [ask(OTHER) for _turn in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert OTHER[:40] in answers[-1].content.decode()


def test_a_long_text_of_one_word_is_compared_in_time(archive, django_assert_max_num_queries):
    text = ("bantuan pangan bagi " * 1000)[:MOST_CHARACTERS]
    with django_assert_max_num_queries(12):
        assert ask(text).status_code == 200


def test_a_text_changed_behind_the_ledger_is_vouched_for_no_more(archive):
    ArticlePage.objects.filter(pk=archive["buku"].pk).update(lead="Palsu sekali kalimat ini.")
    assert UNKNOWN in said(ask("Palsu sekali kalimat ini."))[0]
    assert PART in said(ask(OTHER))[0]


def test_the_page_speaks_english_below_its_english_address(archive):
    response = Client().get("/en/check/", {"q": archive["bantuan"].release_number})
    heading, answer = said(response)
    assert heading == "Yes, this newsroom published it"
    assert TITLE in answer
    assert 'action="/en/check/#jawaban"' in response.content.decode()


class TestMarking:
    def test_a_slice_counts_once_and_a_second_worker_finds_nothing(self, archive):
        count = TextMark.objects.count()
        MarkingPlace.objects.update(sequence=0)
        assert marking.mark_next_entries(3) == 3
        while marking.mark_next_entries():
            pass
        assert TextMark.objects.count() == count
        assert marking.mark_next_entries() == 0

    def test_a_phrase_of_everybody_is_kept_for_few(self, newsroom_desk, monkeypatch):
        monkeypatch.setattr(marking, "MOST_ARTICLES", 2)
        for _number in range(4):
            public_article(newsroom_desk, title="Judul yang sama bagi semua", lead=LEAD, published_at=timezone.now())
        while marking.mark_next_entries():
            pass
        assert TextMark.objects.filter(mark__in=marking.marks_asked(LEAD.split())).count() <= 2 * len(LEAD.split())
        marks = TextMark.objects.values_list("mark", flat=True)
        assert max(list(marks).count(mark) for mark in set(marks)) == 2

    def test_a_draft_leaves_no_mark(self, newsroom_desk):
        draft = article_draft(newsroom_desk, body=paragraphs(DRAFT))
        marking.mark_next_entries()
        assert not TextMark.objects.filter(article=draft.pk).exists()
