"""A family name that two people share, and what tells in each language whose it is."""

from __future__ import annotations

# A survivor's given and family name, the given name of an official with the same family name, texts that tell her, and
# texts that tell him; by language: behind a title, as a family, as a possessive, beside kin, with an initial.
SHARED = {
    "French": (
        "Solène", "Kéravec", "Yannick",
        (
            "Mlle Kéravec parla", "la famille Kéravec", "les Kéravec ont fui", "la mère de Kéravec", "S. Kéravec",
            "Madame veuve Kéravec", "dame Kéravec", "la plaignante Kéravec", "l'intéressée Kéravec",
            "la nommée Kéravec", "chez les Kéravec",
            "née Kéravec", "la fille Kéravec", "la nommée Kéravec",
        ),
        ("le commissaire Kéravec", "Yannick Kéravec", "Y. Kéravec"),
    ),
    "Spanish": (
        "Itziar", "Goñi", "Iker",
        (
            "doña Goñi", "la señorita Goñi", "los Goñi huyeron", "familia Goñi", "la madre de Goñi", "Dña. Goñi",
            "la ciudadana Goñi", "la menor Goñi", "la joven Goñi", "Srta. Goni", "la víctima Goñi",
            "la compañera Goñi",
            "de soltera Goñi", "la Compañera Goñi",
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
            "Çetinkaya'nın evi", "Çetinkayanın evi", "Çetinkayaların evi",
        ),
        ("Onur Çetinkaya", "Komiser Çetinkaya"),
    ),
    "Bosnian": (
        "Jasmina", "Čengić", "Mirza",
        (
            "gospođa Čengić", "gđa Čengić", "gđi Čengić", "porodica Čengić", "porodici Čengića", "J. Čengić",
            "majka Čengić", "svjedokinja Čengić", "oštećena Čengić", "Čengićeva kuća", "kći Čengića",
            "Čengići su pobjegli", "gospođi Čengić", "gospođom Čengić", "gđicu Čengić", "rođena Čengić",
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
            "урождённая Гаврилова",
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
            "المدعوة مرزوق", "المسماة مرزوق",
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
            "em Vũ", "bé Vũ",
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
            "born Beridze", "the Beridze girl", "née Beridze", "the Beridze women",
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
