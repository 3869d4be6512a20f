"""How many spellings by ear the search finds, and how seldom it takes a word for a name: the figures of the docs."""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations

import pytest
from rapidfuzz.distance import OSA

from examples import EXAMPLES, tree
from submissions.audit.names.alike import LETTERS_MIN, words_to_resemble
from submissions.audit.names.search import Searcher
from submissions.audit.records import Piece, Secret
from submissions.document import plain, series, walk
from submissions.findings import Place
from submissions.folding import squash, word_list
from test_audit_search import corpus

# One name on each line, in the spellings that passports and newspapers of several countries give it.
SPELLINGS = """
Mohamed Muhammad Mohammed Mohamad Muhammed Mohammad
Khadija Khadidja Khadijah Hadija Chadidja
Hussein Husain Hossein Hocine Houcine Husayn Hussain
Yusuf Youssef Yousef Yusef Joussef Yousuf
Fatima Fatma Fatimah Fatema Fatouma
Abdallah Abdullah Abdellah Abdoulaye Abdulla
Noureddine Nureddin Nuruddin Nouredine Noor-ud-Din
Ibrahim Ebrahim Brahim Ibrahima Abraham
Mustafa Mostafa Moustapha Mustapha Moustafa
Sulaiman Slimane Suleyman Soleiman Suleiman Sliman
Sharif Cherif Shareef Sherif Sharef
Rashid Rachid Rasheed Rashed
Aleksandr Alexander Alexandre Oleksandr Aliaksandr
Sergei Sergey Serguei Siarhei Serhii Sergej
Yevgeny Evgeny Evgeniy Yevgeniy Eugene Jewgeni
Dmitry Dmitri Dmitriy Dimitri Dzmitry Dmytro
Kovalenko Kowalenko Covalenco Kovalienko
Shevchenko Chevtchenko Schewtschenko Szewczenko Ševčenko
Yushchenko Iouchtchenko Juschtschenko Iushchenko
Zhukov Joukov Schukow Zukov
Khrushchev Khrouchtchev Chruschtschow Hruščov
Tchaikovsky Chaikovskiy Tschaikowski Čajkovskij
Jovanovic Yovanovich Iovanovici Jovanovitch
Hadzic Hadjic Hadzhich Hadžić
Papadopoulos Papadopulos Papadhopoulos
Georgiou Georgiu Yeoryiou
Nguyen Nguyên Nguien
Phuong Fuong Phuang
Wang Wong Ong
Zhang Chang Cheung Teo
Chaudhry Chowdhury Choudhury Chaudhary Chaudhri
Mukherjee Mukerji Mookerjee Mukharji
Bandyopadhyay Banerjee Bandopadhyay
Hernandez Fernandez Hernandes
Goncalves Gonzalves Gonsalves
Tesfaye Tasfaye Tesfai Tesfaje
Haile Hayle Hailé Hayele
Weldemariam Woldemariam Weldemaryam Woldemaryam
Abebe Abbebe Abäbä
Okonkwo Okonquo Okoncwo
Mwangi Muangi Mwanghi
Tshisekedi Chisekedi Tchissekedi
Ouedraogo Wedraogo Uedraogo
Coulibaly Kulibali Koulibaly Kulubali
Traore Traoure Trawore
Diallo Jallow Dialo Jalloh Diallow
Keita Keyta Keïta Queita
Saakashvili Saakaschwili Saakachvili
Dzhugashvili Djougachvili Dschugaschwili Jughashvili
Hakobyan Akopyan Hagopian Hakopian Akopian
Petrosyan Bedrossian Petrossian Petrosian
Khachatryan Khatchadourian Khachaturian Chatschatrjan
Aliyev Aliev Alijew Eliyev
Karimov Kerimov Karimow Kərimov
Nazarbayev Nazarbaev Nasarbajew Nursultan
Ozturk Oezturk Öztürk Oeztuerk
Yildirim Jildirim Yıldırım
Celik Tschelik Çelik Chelik
Erdogan Erdoğan Erdoan
Rodriguez Rodrigues Rodrigez
"""
# None of them stands in an example.
GIVEN = word_list("""
Adwoa Bahija Chiara Dagny Edelmira Fumiko Gudrun Hasmik Ileana Jelka Kaveh Lakshmi Mwajuma Nilufar Odalys Perihan
Quirina Raghda Siobhan Tuulikki Ulrike Vasiliki Wambui Xiomara Yetunde Zinaida Bartolomeu Casimiro Dieudonné Emeka
Фаина Глафира Оксана Злата Ярослава Мирослав Ελπινίκη Σταύρος رباب شهناز هيثم غسان Nguyệt Thảo Şebnem Çağla Żaneta
Þórdís Ngozi Tadesse
""")
FAMILY = word_list("""
Achterberg Balanchivadze Castellanos Dlamini Eguchi Fagbenle Gharibyan Hovsepyan Ignjatović Jaramillo Kipkemboi
Lindqvist Mbarushimana Nakamura Olatunji Papanikolaou Quispe Rakotomalala Suleimenova Tshibangu Urquiza Vandenberghe
Wijesinghe Xhaferi Yamashiro Zubizarreta Abubakar Bhattarai Chiwenga Dzierżanowski Гончаренко Соколовская Лисичкина
Прокопенко Добровольски Мищенко Καραγιάννης Οικονόμου الزبيدي القرشي طباطبائي الشمري Huỳnh Đặng Küçükoğlu Öztürkmen
Wiśniewska Guðmundsdóttir Okereke Woldegiorgis
""")
WORDS_OF_A_PAGE = 400


def secret(given: str, family: str) -> Secret:
    return Secret(f"{given} {family}", f"{given} {family}", "name", Place(""), (given, family))


@cache
def invented() -> tuple[Secret, ...]:
    """Return two hundred names that nobody of the examples has, in six scripts."""
    pairs = [(given, FAMILY[(index * 7 + turn * 13) % 50]) for turn in range(4) for index, given in enumerate(GIVEN)]
    return tuple(secret(*pair) for pair in pairs)


@cache
def public_texts() -> tuple[tuple[Piece, ...], ...]:
    """Return the texts of each public document of the examples."""
    trees = [tree(one) for one in EXAMPLES if one.audience == "public"]
    return tuple(
        tuple(Piece("a", "text", plain(inlines)) for node in walk(one.blocks) for inlines in series(node))
        for one in trees
    )


@pytest.mark.proof
def test_of_two_hundred_invented_names_no_public_document_names_one_and_few_words_are_looked_at() -> None:
    assert len(set(invented())) == 200
    searcher = Searcher(invented())
    named, looked, pages = [], [], 0.0
    for pieces in public_texts():
        pages += sum(len(piece.text.split()) for piece in pieces) / WORDS_OF_A_PAGE
        sure, unsure = searcher.judged(pieces)
        named += [hit.words for hit in sure]
        looked.append(len({hit.words for hit in unsure}))
    assert pages > 30
    assert named == []
    assert max(looked) <= 10
    assert sum(looked) <= pages / 5


def hits(pairs: list[tuple[str, str]]) -> tuple[int, int]:
    """Return how many pairs are within one edit, and how many the search of one name finds of the other at all."""
    near = found = 0
    for one, other in pairs:
        near += len(squash(one)) >= LETTERS_MIN and OSA.distance(squash(one), squash(other), score_cutoff=1) <= 1
        searcher = Searcher([secret("Qq", one)])
        found += any(searcher.judged([Piece("a", "text", f"then {other} came")]))
    return near, found


@pytest.mark.proof
def test_a_key_of_sounds_doubles_what_one_edit_finds_and_asks_of_few_words() -> None:
    groups = [line.split() for line in SPELLINGS.strip().splitlines()]
    pairs = [pair for group in groups for pair in permutations(group, 2) if squash(pair[0]) != squash(pair[1])]
    assert len(pairs) > 800
    near, found = hits(pairs)
    assert near / len(pairs) < 0.35
    assert found / len(pairs) > 0.55
    names = [secret("Qq", name) for group in groups for name in group]
    assert len(words_to_resemble(names)) > 150
    text = "\n".join(path.read_text("utf-8", "replace") for path in corpus()[::2])
    unsure = {hit.words for hit in Searcher(names).look([Piece("a", "text", text)])}
    assert len(re.findall(r"\w+", text)) > 40_000
    assert len(unsure) <= 6
