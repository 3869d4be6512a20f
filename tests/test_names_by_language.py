"""Names by the habits of many languages: what makes a word a name, how it is declined, how it is romanised."""

from __future__ import annotations

from pathlib import Path

import pytest

from submissions.audit.names.search import Searcher
from submissions.audit.names.unsearched import unsearched_findings
from submissions.audit.records import Piece
from test_audit_guarded import searcher_for

# A survivor's given and family name, the given name of an official with the same family name, texts that tell her, and
# texts that tell him; by language: behind a title, as a family, as a possessive, beside kin, with an initial.
SHARED = {
    "French": (
        "Solène", "Kéravec", "Yannick",
        (
            "Mlle Kéravec parla", "la famille Kéravec", "les Kéravec ont fui", "la mère de Kéravec", "S. Kéravec",
            "Madame veuve Kéravec", "dame Kéravec", "la plaignante Kéravec", "l'intéressée Kéravec",
            "la nommée Kéravec", "chez les Kéravec",
        ),
        ("le commissaire Kéravec", "Yannick Kéravec", "Y. Kéravec"),
    ),
    "Spanish": (
        "Itziar", "Goñi", "Iker",
        (
            "doña Goñi", "la señorita Goñi", "los Goñi huyeron", "familia Goñi", "la madre de Goñi", "Dña. Goñi",
            "la ciudadana Goñi", "la menor Goñi", "la joven Goñi", "Srta. Goni", "la víctima Goñi",
            "la compañera Goñi",
        ),
        ("el comisario Goñi", "Iker Goñi"),
    ),
    "Portuguese": (
        "Jacira", "Paixão", "Davi",
        (
            "a senhora Paixão", "Dona Paixão", "a família Paixão", "a filha de Paixão", "J. Paixão", "Sra. Paixão",
            "a vítima Paixão",
        ),
        ("o delegado Paixão", "Davi Paixão"),
    ),
    "Turkish": (
        "Şule", "Çetinkaya", "Onur",
        (
            "Çetinkaya Hanım", "Sayın Çetinkaya", "Bayan Çetinkaya", "Çetinkaya'nın kızı", "Çetinkaya ailesi",
            "Çetinkayalar kaçtı", "Ş. Çetinkaya", "müvekkil Çetinkaya", "tanık Çetinkaya", "mağdur Çetinkaya",
            "Çetinkaya'nın evi",
        ),
        ("Onur Çetinkaya", "Komiser Çetinkaya"),
    ),
    "Bosnian": (
        "Jasmina", "Čengić", "Mirza",
        (
            "gospođa Čengić", "gđa Čengić", "gđi Čengić", "porodica Čengić", "porodici Čengića", "J. Čengić",
            "majka Čengić", "svjedokinja Čengić", "oštećena Čengić", "Čengićeva kuća", "kći Čengića",
        ),
        ("Mirza Čengić", "komandir Čengić"),
    ),
    "Serbian": (
        "Љиљана", "Ђорђевић", "Горан",
        (
            "госпођа Ђорђевић", "гђа Ђорђевић", "породица Ђорђевић", "Љ. Ђорђевић", "мајка Ђорђевић",
            "оштећена Ђорђевић", "сведокиња Ђорђевић",
        ),
        ("Горан Ђорђевић",),
    ),
    "Russian": (
        "Зульфия", "Гаврилова", "Тамара",
        (
            "госпожа Гаврилова", "гражданке Гавриловой", "гр. Гаврилова", "семья Гавриловых", "мать Гавриловой",
            "З. Гаврилова", "потерпевшая Гаврилова", "заявительница Гаврилова", "вдова Гаврилова",
        ),
        ("Тамара Гаврилова", "следователь Гаврилова"),
    ),
    "Ukrainian": (
        "Оксана", "Бондаренко", "Степан",
        (
            "пані Бондаренко", "громадянці Бондаренко", "родина Бондаренків", "сім'я Бондаренків", "О. Бондаренко",
            "дочка Бондаренко", "потерпіла Бондаренко", "свідок Бондаренко", "пан Бондаренко",
        ),
        ("Степан Бондаренко",),
    ),
    "Greek": (
        "Κατερίνα", "Μαυρίδη", "Ελένη",
        (
            "κυρία Μαυρίδη", "η κα Μαυρίδη", "της κυρίας Μαυρίδη", "οικογένεια Μαυρίδη", "Κ. Μαυρίδη",
            "μητέρα της Μαυρίδη", "η μάρτυρας Μαυρίδη", "δεσποινίδα Μαυρίδη", "το θύμα Μαυρίδη",
        ),
        ("Ελένη Μαυρίδη",),
    ),
    "Arabic": (
        "سعاد", "مرزوق", "فيصل",
        (
            "السيدة مرزوق", "للسيدة مرزوق", "الآنسة مرزوق", "عائلة مرزوق", "لعائلة مرزوق", "آل مرزوق", "والدة مرزوق",
            "الضحية مرزوق", "المواطنة مرزوق", "الأستاذة مرزوق", "ابنة مرزوق", "الحاجة مرزوق",
        ),
        ("فيصل مرزوق", "الرائد مرزوق"),
    ),
    "Persian": (
        "شیرین", "رستمی", "بهرام",
        (
            "خانم رستمی", "سرکار خانم رستمی", "خانواده رستمی", "خانواده‌ی رستمی", "مادر رستمی", "دختر رستمی",
            "بانو رستمی", "دوشیزه رستمی", "شاهد رستمی",
        ),
        ("بهرام رستمی",),
    ),
    "Urdu": (
        "نصرت", "بھٹی", "اکرم",
        (
            "محترمہ بھٹی", "مسز بھٹی", "مس بھٹی", "بھٹی خاندان", "بیگم بھٹی", "بھٹی صاحبہ",
        ),
        ("اکرم بھٹی",),
    ),
    "Hebrew": (
        "נועה", "ברקוביץ", "איתי",
        (
            "גברת ברקוביץ", "הגב' ברקוביץ", "משפחת ברקוביץ", "העדה ברקוביץ", "אם ברקוביץ", 'ד"ר ברקוביץ',
            "למשפחת ברקוביץ",
        ),
        ("איתי ברקוביץ",),
    ),
    "Armenian": (
        "Գայանե", "Մարտիրոսյան", "Արամ",
        (
            "տիկին Մարտիրոսյան", "օրիորդ Մարտիրոսյան", "Մարտիրոսյան ընտանիք", "տիկին Մարտիրոսյանի",
            "Մարտիրոսյանի ընտանիքը", "վկա Մարտիրոսյան", "Գ. Մարտիրոսյան",
        ),
        ("Արամ Մարտիրոսյան",),
    ),
    "Georgian": (
        "თამარ", "ჩხეიძე", "გიორგი",
        (
            "ქალბატონი ჩხეიძე", "ქალბატონმა ჩხეიძემ", "ჩხეიძის ოჯახი", "ჩხეიძეების ოჯახი", "თ. ჩხეიძე",
        ),
        ("გიორგი ჩხეიძე",),
    ),
    "Vietnamese": (
        "Nguyệt", "Vũ", "Long",
        (
            "bà Vũ", "chị Vũ", "gia đình Vũ", "gia đình họ Vũ", "con gái Vũ", "N. Vũ", "cô Vũ", "nạn nhân Vũ",
            "Ms. Vu",
        ),
        (),
    ),
    "Burmese": (
        "Hnin", "Oo", "Kyaw",
        (
            "Daw Oo", "Ma Oo", "Daw Hnin Oo", "Mrs Oo", "Sayama Oo", "Nang Oo", "Naw Oo",
        ),
        (),
    ),
    "Swahili": (
        "Neema", "Mwakyusa", "Juma",
        (
            "Bi. Mwakyusa", "Bibi Mwakyusa", "Mama Mwakyusa", "familia ya Mwakyusa", "binti Mwakyusa",
            "mtoto wa Mwakyusa", "shahidi Mwakyusa", "N. Mwakyusa", "Mwalimu Mwakyusa",
        ),
        ("Juma Mwakyusa",),
    ),
    "Amharic": (
        "ሰላም", "ተስፋዬ", "ዳዊት",
        (
            "ወይዘሮ ተስፋዬ", "ወ/ሮ ተስፋዬ", "ወይዘሪት ተስፋዬ", "ወ/ሪት ተስፋዬ", "የተስፋዬ ቤተሰብ", "ዶ/ር ተስፋዬ",
        ),
        ("ዳዊት ተስፋዬ",),
    ),
    "AmharicLatin": (
        "Selam", "Tesfaye", "Dawit",
        (
            "Weizero Tesfaye", "W/ro Tesfaye", "Woizerit Tesfaye", "Emebet Tesfaye", "Tesfaye family",
        ),
        ("Dawit Tesfaye",),
    ),
    "Somali": (
        "Hodan", "Warsame", "Cabdi",
        (
            "Marwo Warsame", "qoyska Warsame", "reer Warsame", "Hooyo Warsame", "walaasha Warsame",
        ),
        ("Cabdi Warsame",),
    ),
    "Hindi": (
        "सुनीता", "चौहान", "राजेश",
        (
            "श्रीमती चौहान", "सुश्री चौहान", "चौहान परिवार", "कुमारी चौहान", "चौहान जी",
        ),
        ("राजेश चौहान",),
    ),
    "Polish": (
        "Żaneta", "Łukasik", "Piotr",
        (
            "pani Łukasik", "Pani Lukasik", "rodzina Łukasików", "rodzinie Łukasik", "córka Łukasik", "Ż. Łukasik",
            "świadek Łukasik", "pokrzywdzona Łukasik",
        ),
        ("Piotr Łukasik",),
    ),
    "Indonesian": (
        "Sri", "Wahyuni", "Agus",
        (
            "Ibu Wahyuni", "Bu Wahyuni", "keluarga Wahyuni", "Mbak Wahyuni", "anak Wahyuni", "Saudari Wahyuni",
            "korban Wahyuni", "Nyonya Wahyuni",
        ),
        ("Agus Wahyuni",),
    ),
    "Tagalog": (
        "Ligaya", "Dimaculangan", "Rey",
        (
            "Aling Dimaculangan", "Gng. Dimaculangan", "pamilya Dimaculangan", "Bb. Dimaculangan",
            "nanay ni Dimaculangan",
        ),
        ("Rey Dimaculangan",),
    ),
    "Georgian2": (
        "Nino", "Beridze", "Zaza",
        (
            "Kalbatoni Beridze", "the Beridzes", "Miss Beridze", "Beridzes' home", "nurse Beridze",
            "Mother of Beridze", "Madame Beridze",
        ),
        ("Zaza Beridze",),
    ),
    "Kurdish": (
        "Berfîn", "Ronahî", "Azad",
        (
            "Xanim Ronahî", "Malbata Ronahî", "malbata Ronahî", "keça Ronahî", "diya Ronahî",
        ),
        ("Azad Ronahî",),
    ),
    "Hausa": (
        "Hauwa", "Danladi", "Sani",
        (
            "Malama Danladi", "Hajiya Danladi", "iyalin Danladi", "'yar Danladi",
        ),
        ("Sani Danladi",),
    ),
    "Romanian": (
        "Ioana", "Țurcanu", "Vlad",
        (
            "doamna Țurcanu", "d-na Țurcanu", "domnișoara Țurcanu", "familia Țurcanu", "mama lui Țurcanu",
            "martora Țurcanu", "d-nei Turcanu",
        ),
        ("Vlad Țurcanu",),
    ),
    "Albanian": (
        "Drita", "Hoxhaj", "Agim",
        (
            "zonja Hoxhaj", "znj. Hoxhaj", "familja Hoxhaj", "nëna e Hoxhaj", "zonjës Hoxhaj",
        ),
        ("Agim Hoxhaj",),
    ),
    "Chinese": (
        "淑芬", "司徒", "建国",
        (
            "司徒女士", "司徒太太", "司徒家", "司徒氏", "司徒某", "司徒阿姨",
        ),
        (),
    ),
    "Korean": (
        "은지", "남궁", "태호",
        (
            "남궁 씨", "남궁 여사", "남궁 양", "남궁 가족",
        ),
        (),
    ),
}  # fmt: skip
# What surely tells a name, and what a person looks at: declined, romanised, with an initial, in capitals.
FORMS = {
    "Оксана Шевчук": (
        "родина Шевчуків", "Шевчукові", "Шевчуком", "Шевчукам", "Оксані", "Оксаною", "Shevchuk",
        "Oksana Shevchuk", "Chevtchouk", "Schewtschuk", "О. Шевчук",
    ),
    "Марія Коваль": (
        "родина Ковалів", "Ковалем", "Ковалю", "Марії", "Марією", "Maria Koval", "Mariia",
    ),
    "Леся Ткач": (
        "Ткачів", "Ткачем", "Лесі", "Лесею", "Lesia", "Lesya", "Tkach",
    ),
    "Ганна Мельник": (
        "Мельників", "Мельнику", "Hanna Melnyk", "Ганни", "Ганною", "Melnyk", "Hanna",
    ),
    "Зульфия Гаврилова": (
        "Гавриловой", "Гавриловых", "Гавриловы", "Зульфией", "Gavrilova", "Zulfia", "Zulfiya", "Gawrilowa",
        "Гаврилову", "Зульфию",
    ),
    "Любовь Коршун": (
        "Коршуном", "Любови", "Любовью", "Korshun", "Lyubov", "Liubov",
    ),
    "Пётр Заяц": (
        "Зайца", "Зайцем", "Петра", "Петром", "Pyotr", "Petr", "Zayats", "Заяц",
    ),
    "Љиљана Ђорђевић": (
        "Ђорђевићева", "Ђорђевићу", "Љиљани", "Ljiljana", "Đorđević", "Djordjevic", "Љиљаном",
    ),
    "Şule Çetinkaya": (
        "Çetinkayanın", "Çetinkayaya", "Çetinkayadan", "Şuleye", "Şulenin", "CETINKAYA", "Sule Cetinkaya",
        "Çetinkaya’nın", "Çetinkayayı",
    ),
    "Gülşen Yıldırım": (
        "Yıldırımın", "Yıldırıma", "Gülşenin", "Gulsen", "YILDIRIM", "Yildirim", "Yıldırım’a", "Gülşen'le",
    ),
    "Κατερίνα Μαυρίδη": (
        "της Μαυρίδη", "Μαυρίδης", "Κατερίνας", "ΜΑΥΡΙΔΗ", "Μαυρίδηδες",
    ),
    "Νίκος Παπαδόπουλος": (
        "του Παπαδόπουλου", "Παπαδοπούλου", "Νίκου", "των Παπαδόπουλων", "Παπαδόπουλε",
    ),
    "Στέλιος Γεωργίου": (
        "του Στέλιου", "Γεωργίου", "Στέλιο",
    ),
    "سعاد مرزوق": (
        "لسعاد", "وسعاد", "بمرزوق", "Merzouk", "Marzouq", "Marzuk",
    ),
    "شیرین رستمی": (
        "Shirin", "Rostami", "Shireen", "Rustami", "شيرين", "رستمی‌ها",
    ),
    "Գայանե Մարտիրոսյան": (
        "Գայանեի", "Մարտիրոսյանի", "Մարտիրոսյանին", "Մարտիրոսյաններ", "Գայանեն",
    ),
    "თამარ ჩხეიძე": (
        "თამარის", "თამარმა", "ჩხეიძის", "ჩხეიძემ", "ჩხეიძეების", "ჩხეიძეს",
    ),
    "נועה ברקוביץ": (
        "לנועה", "ושל ברקוביץ", "ברקוביץ׳", "מברקוביץ",
    ),
    "ሰላም ተስፋዬ": (
        "የሰላም", "ለተስፋዬ", "ተስፋዬን", "ከሰላም",
    ),
    "Bích Nguyệt": (
        "Nguyet", "chị Bích", "Bich Nguyet", "NGUYỆT", "Nguyet Bich",
    ),
    "Żaneta Łukasik": (
        "Łukasika", "Łukasikowi", "Łukasików", "Żanety", "Lukasik", "Żanetą", "Zaneta",
    ),
    "Zdeňka Dvořáčková": (
        "Dvořáčkové", "Dvořáčkovou", "Zdeňky", "Dvorackova", "Dvořáčkových",
    ),
    "Jūratė Kazlauskienė": (
        "Kazlauskienės", "Jūratės", "Kazlauskiene", "Jurate",
    ),
    "Hodan Warsame": (
        "Warsame", "Hodan", "HODAN W.", "Warsames",
    ),
    "Aïssatou Diallo": (
        "Aissatou", "Diallos", "DIALLO A.", "A. Diallo", "Aïssatou D.",
    ),
    "Ngozi Okonkwo": (
        "Okonkwos", "N. Okonkwo", "Okonkwo's", "Ngozi's",
    ),
}  # fmt: skip
LOOKED_AT = {
    "Solène Kéravec": ("Keravek", "Kerravec", "Kéravc", "Slène"),
    "Şule Çetinkaya": ("Cetinkiya", "Çetinkya"),
    "Зульфия Гаврилова": ("Гаврилава", "Гврилова", "Зулфия"),
    "Κατερίνα Μαυρίδη": ("Κατερήνα", "Μαβρίδη"),
    "Նարինե Մարտիրոսյան": ("Մարտիրոսեան", "Մարտիրսյան"),
    "سعاد مرزوقي": ("مرزقي", "مرزووقي", "Souad", "Suad"),
    "თამარი ჩხეიძე": ("ჩხეძე", "ჩხეიზე"),
}


def judged(searcher: Searcher, text: str) -> str:
    sure, unsure = searcher.judged([Piece("a part", "text", f"It was. {text}. And so on")])
    return "named" if sure else "looked at" if unsure else ""


def searcher_of(folder: Path, name: str, more: str = "") -> Searcher:
    given, _, family = name.partition(" ")
    fields = f"id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4{more}"
    return searcher_for(folder, f"  - {{{fields}}}\n")


@pytest.mark.parametrize("language", SHARED)
def test_a_shared_family_name_is_hers_in_the_habits_of_each_language(language: str, tmp_path: Path) -> None:
    given, family, other, hers, his = SHARED[language]
    shared = searcher_for(
        tmp_path,
        f"  - {{id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4}}\n"
        f"  - {{id: o, role: official, name: {{given: {other}, family: {family}}}, protected: []}}\n",
    )
    assert [text for text in hers if judged(shared, text) != "named"] == []
    assert [text for text in his if judged(shared, text) == "named"] == []
    assert [one.code for one in unsearched_findings(shared.secrets)] == ["W628"]


@pytest.mark.parametrize("name", FORMS)
def test_each_word_of_a_name_is_found_alone_in_its_forms(name: str, tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, name)
    assert [text for text in FORMS[name] if judged(searcher, text) != "named"] == []


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_misspelling_of_one_letter_is_looked_at_in_each_script(name: str, tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, name)
    assert [text for text in LOOKED_AT[name] if judged(searcher, text) != "looked at"] == []


def test_former_names_and_names_after_a_parent_or_a_child_are_found(tmp_path: Path) -> None:
    more = ", former_names: [Rania Tarazi], patronymic: Абдулаевна, matronymic: Zohrabanu, teknonym: Umm Walid"
    searcher = searcher_of(tmp_path, "Lubna Sayegh", more)
    for text in ("Tarazi", "R. Tarazi", "Абдулаевне", "Abdulaevna", "Zohrabanu", "Umm Walid", "Oum Walid"):
        assert judged(searcher, text) == "named", text
    assert judged(searcher, "Walid") == ""


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Daw Khin Hnin", ("Khin", "Daw Hnin", "Ms Hnin", "Hnin")),
        ("U Ba Oo", ("U Oo", "U Ba", "Daw Oo", "Oo's wife")),
        ("Thị Vy Lê", ("bà Vy", "chị Lê", "the Le family")),
        ("Nyein", ("Nyein", "Nyein’s", "Daw Nyein")),
        ("سعاد مرزوق / Souad Marzouk", ("سعاد", "مرزوق", "Souad", "Merzouk", "لمرزوق")),
        ("Гульнара / Gulnara", ("Гульнару", "Gulnara", "Gulnara's")),
    ],
)
def test_a_name_that_is_typed_as_one_text_is_taken_apart(name: str, texts: tuple[str, ...], tmp_path: Path) -> None:
    searcher = searcher_for(tmp_path, f"  - {{id: r, role: survivor, name: {name}, pseudonym: Witness 4}}\n")
    assert [text for text in texts if judged(searcher, text) != "named"] == []


@pytest.mark.parametrize(
    ("hers", "his", "romanised"),
    [("سعاد مرزوق", "Faisal Marzouk", "Marzouk"), ("Зоя Лещенко", "Taras Leshchenko", "Leshchenko")],
)
def test_a_family_name_shared_in_another_script_is_the_others_and_found_behind_a_title(
    hers: str, his: str, romanised: str, tmp_path: Path
) -> None:
    (given, family), (other, shown) = hers.split(), his.split()
    shared = searcher_for(
        tmp_path,
        f"  - {{id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4}}\n"
        f"  - {{id: o, role: official, name: {{given: {other}, family: {shown}}}, protected: []}}\n",
    )
    assert [judged(shared, f"{before}{romanised}") for before in ("Ms ", "the mother of ")] == ["named", "named"]
    assert [judged(shared, f"{before}{romanised}") for before in ("Colonel ", "", f"{other} ")] == ["", "", ""]
    assert [one.code for one in unsearched_findings(shared.secrets)] == ["W628"]
