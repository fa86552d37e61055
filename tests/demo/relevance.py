"""What readers of the demo newsroom ask, and the releases that must be among the first ten: written by hand.

Each line: what is typed, and the keys of the releases a reader expects. A release that is merely also found is not a
fault; one that is missing is.
"""

from __future__ import annotations

_SET = """
melatih | pendamping-lansia pelatihan-las pelatihan-relawan
pelatihan kerja gresik | pelatihan-las
berlatih dapur umum | pelatihan-relawan
pelatih difabel | wagub-olahraga-difabel
lansia | pendamping-lansia panti-jompo-kebun
pendampingan lansia | pendamping-lansia
menanam mangrove | tanam-mangrove-gubernur
mangrove probolinggo | tanam-mangrove-gubernur
penanggulangan banjir | banjir-rob opini-arsip-keluarga
banjir gresik | banjir-rob
rob | banjir-rob
tsunami | sirene-pesisir-selatan
peringatan dini | sirene-pesisir-selatan
sirene desa pesisir | sirene-pesisir-selatan
air bersih | air-bersih-kalianget posko-kekeringan
kekurangan air bojonegoro | posko-kekeringan
kekeringan | posko-kekeringan
irigasi | wagub-irigasi sensor-air-brantas anggaran-perubahan
petani ngawi | wagub-irigasi
pupuk bersubsidi | arsip-kartu-tani
pupuk subsidi petani | arsip-kartu-tani
pengeringan jagung | jagung-pipil
jagung tuban | jagung-pipil
harga beras | harga-beras
pasar murah | harga-beras
penjualan beras | harga-beras
timbangan pasar | mc-tuban-pasar
menimbang belanjaan | mc-tuban-pasar
batik | rumah-kain-trowulan pekan-batik-sekolah pekan-batik-jadwal
jadwal pekan batik | pekan-batik-jadwal
pewarna alam tenun | rumah-kain-trowulan
perajin mojokerto | rumah-kain-trowulan
motif dari suara kereta | pekan-batik-sekolah
sertifikat halal | wagub-umkm-halal
usaha mikro | wagub-umkm-halal
ekspor kopi | wagub-kopi
kopi argopuro | wagub-kopi
mengekspor | wagub-kopi umkm-ekspor-klinik
koperasi susu | koperasi-susu
peternak panel surya | koperasi-susu
garam pamekasan | garam-rakyat
petambak | garam-rakyat
nelayan cuaca | nelayan-cuaca
bahasa madura | nelayan-cuaca
pengukuran kapal kecil | arsip-sertifikat-kapal
anak nelayan sekolah | sekolah-rakyat-pesisir
tunjangan guru | guru-terpencil
guru terpencil dibayar | guru-terpencil
gamelan sekolah | ruang-kelas-musik
perpustakaan | pekan-literasi-buka arsip-perpustakaan-keliling
pekan literasi | pekan-literasi-buka pekan-literasi-tutup
pemindaian naskah lontar | naskah-kuno
arsip keluarga | opini-arsip-keluarga
donor darah | donor-darah-malam
vaksinasi mahasiswa | imunisasi-kampus
posyandu | wagub-stunting
kesehatan jiwa | layanan-jiwa-telepon
konseling telepon | layanan-jiwa-telepon
puskesmas apung | arsip-puskesmas-apung
mengantar obat | obat-antar
"rumah singgah" | rumah-singgah-pasien
keluarga pasien surabaya | rumah-singgah-pasien
lowongan disabilitas | bursa-kerja-difabel
difabel | bursa-kerja-difabel layanan-isyarat wagub-olahraga-difabel
juru bahasa isyarat | layanan-isyarat bursa-kerja-difabel
bantuan sosial palsu | aplikasi-palsu
bus mudik | lebaran-arus
pemudik terminal | lebaran-arus
laktasi | arsip-terminal
bus sidoarjo pasuruan | angkutan-feeder
kereta wisata | meja-tayang-revisi
lubang jalan | arsip-jalan-provinsi
jembatan gantung | jembatan-gantung
desa wisata semeru | desa-wisata
reog | reog-anak
sampah sekolah | bank-sampah-sekolah
sampah sungai brantas | brantas-seri-3
limbah tahu kediri | brantas-seri-2
mata air | brantas-seri-1
menjaga brantas | brantas-seri-1 brantas-seri-2 brantas-seri-3
"liputan khusus" brantas | brantas-seri-1 brantas-seri-2 brantas-seri-3
hutan kota madiun | hutan-kota
madu vanili | perhutanan-sosial
pengurusan izin usaha | izin-online
perizinan | izin-online
surat kependudukan balai desa | wagub-digital-desa
penghargaan inovasi pelayanan | penghargaan-inovasi
pengalihan anggaran perjalanan dinas | anggaran-perubahan
pengumuman samsat | pengumuman-layanan
pesantren santri | pesan-hari-santri
#reog | reog-anak
#batik | rumah-kain-trowulan pekan-batik-sekolah pekan-batik-jadwal
#dinsos jatim lansia | pendamping-lansia panti-jompo-kebun
inisial:her lansia | pendamping-lansia
gubernur mangrove nelayan | tanam-mangrove-gubernur
wakil gubernur posyandu ayah | wagub-stunting
"""

EXPECTED: dict[str, frozenset[str]] = {
    query.strip(): frozenset(keys.split())
    for query, _bar, keys in (line.partition("|") for line in _SET.strip().splitlines())
}
