"""Stories as texts, made from a seed: honest ones, a script, and paraphrases of it. In four languages, invented here.

Honest people choose their own sentences and their own order, and misspell. They are made more alike than real ones: two
people never write one sentence by chance, and here one sentence in six is shared word by word.
"""

from random import Random

PLACES = ("Songkhla", "Samut Sakhon", "Penang", "Rayong", "Johor", "Mae Sot", "Chonburi", "Klang", "Surat", "Ipoh")
NAMES = ("Kyaw", "Rima", "Somchai", "Dewi", "Hari", "Thida", "Budi", "Maya", "Zaw", "Sita", "Lin", "Putri", "Win")

SENTENCES: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        (
            "They pay us {n} weeks too late every month and say nothing.",
            "I have not received my wages for {n} months now.",
            "The salary of {name} and mine came {n} weeks after the day.",
            "Since {n} months the money is never there when it is due.",
        ),
        (
            "We work {n} hours and the extra hours are not counted.",
            "Overtime is written down as {n} hours although it was double.",
            "On Sundays we must come and get only {n} for the whole day.",
        ),
        (
            "My passport is in the drawer of the supervisor since {place}.",
            "The agent {name} took our papers at the border and kept them.",
            "I asked for my card {n} times and he only laughed at me.",
        ),
        (
            "There are {n} of us in one room and the roof lets the rain in.",
            "The dormitory in {place} has one tap for {n} people.",
            "At night they lock the gate and {name} keeps the key.",
        ),
        (
            "The line leader {name} shouts and throws things at us.",
            "Whoever complains is sent home to {place} the next day.",
            "They told {name} to sign a white paper before the visit.",
        ),
        (
            "I came from {place} with my cousin {name} and paid {n} thousand.",
            "The broker in {place} promised another job and more money.",
            "At home my mother is ill and waits for what I send, {n} hundred a month.",
        ),
        (
            "Last week {name} cut his hand and nobody called a doctor.",
            "There are no gloves left and the liquid burns my {n} fingers.",
            "It is so hot near the ovens that {n} women fainted.",
        ),
        (
            "Please do not tell anybody that I wrote, {name} reads our telephones.",
            "You can call me after {n} in the evening when I am alone.",
            "I only want what is mine and then go back to {place}.",
        ),
    ),
    "id": (
        (
            "Gaji kami terlambat {n} minggu setiap bulan tanpa penjelasan.",
            "Sudah {n} bulan saya belum menerima upah dari pabrik.",
            "Uang {name} dan uang saya baru datang {n} minggu kemudian.",
            "Sejak {n} bulan bayaran tidak pernah ada pada tanggalnya.",
        ),
        (
            "Kami bekerja {n} jam dan lemburnya tidak dihitung.",
            "Lembur ditulis hanya {n} jam padahal dua kali lipat.",
            "Hari Minggu harus masuk dan cuma dapat {n} ringgit.",
        ),
        (
            "Paspor saya disimpan mandor sejak dari {place}.",
            "Agen {name} mengambil surat kami di perbatasan.",
            "Saya minta kartu saya {n} kali tetapi dia tertawa saja.",
        ),
        (
            "Kami {n} orang dalam satu kamar dan atapnya bocor.",
            "Asrama di {place} hanya punya satu keran untuk {n} orang.",
            "Malam hari pagar dikunci dan kuncinya pada {name}.",
        ),
        (
            "Kepala regu {name} suka berteriak dan melempar barang.",
            "Siapa yang mengeluh besoknya dipulangkan ke {place}.",
            "Mereka menyuruh {name} tanda tangan kertas kosong.",
        ),
        (
            "Saya datang dari {place} bersama sepupu {name} dan membayar {n} juta.",
            "Calo di {place} menjanjikan pekerjaan lain dan gaji besar.",
            "Ibu saya sakit dan menunggu kiriman saya {n} ratus ribu.",
        ),
        (
            "Minggu lalu tangan {name} terluka dan tidak ada dokter.",
            "Sarung tangan habis dan cairannya membakar {n} jari saya.",
            "Dekat tungku panas sekali sampai {n} perempuan pingsan.",
        ),
        (
            "Tolong jangan bilang siapa pun, {name} membaca telepon kami.",
            "Boleh hubungi saya lewat jam {n} malam ketika sendiri.",
            "Saya hanya mau hak saya lalu pulang ke {place}.",
        ),
    ),
    "ne": (
        (
            "हामीलाई हरेक महिना {n} हप्ता ढिला तलब दिन्छन्।",
            "मैले {n} महिनादेखि ज्याला पाएको छैन।",
            "{name} को र मेरो पैसा {n} हप्तापछि मात्र आयो।",
            "तोकिएको दिनमा पैसा {n} महिनादेखि कहिल्यै आउँदैन।",
        ),
        (
            "हामी {n} घण्टा काम गर्छौं र थप समय गनिँदैन।",
            "ओभरटाइम {n} घण्टा मात्र लेख्छन् तर दोब्बर हुन्छ।",
            "आइतबार पनि बोलाउँछन् र दिनभरको {n} मात्र दिन्छन्।",
        ),
        (
            "मेरो पासपोर्ट {place} देखि सुपरभाइजरको दराजमा छ।",
            "एजेन्ट {name} ले सीमामा हाम्रा कागज लिएर राख्यो।",
            "मैले कार्ड {n} पटक मागें तर ऊ हाँस्यो मात्र।",
        ),
        (
            "एउटै कोठामा हामी {n} जना छौं र छानाबाट पानी चुहिन्छ।",
            "{place} को छात्रावासमा {n} जनालाई एउटा धारा छ।",
            "राति ढोका थुन्छन् र साँचो {name} सँग हुन्छ।",
        ),
        (
            "लाइनको नाइके {name} चिच्याउँछ र सामान फाल्छ।",
            "गुनासो गर्नेलाई भोलिपल्टै {place} फर्काइन्छ।",
            "{name} लाई खाली कागजमा सही गर भने।",
        ),
        (
            "म {place} बाट भाइ {name} सँग {n} हजार तिरेर आएँ।",
            "{place} को दलालले अर्कै काम र बढी पैसा भनेको थियो।",
            "घरमा आमा बिरामी हुनुहुन्छ, म {n} सय पठाउँछु।",
        ),
        (
            "गएको हप्ता {name} को हात काटियो तर डाक्टर बोलाएनन्।",
            "पन्जा सकियो र झोलले मेरा {n} औंला पोल्छ।",
            "भट्टी नजिक यति गर्मी छ कि {n} महिला ढले।",
        ),
        (
            "कसैलाई नभन्नुस्, {name} ले हाम्रो फोन हेर्छ।",
            "साँझ {n} बजेपछि म एक्लै हुँदा फोन गर्नुस्।",
            "मलाई मेरो हक मात्र चाहिन्छ अनि {place} फर्कन्छु।",
        ),
    ),
    "my": (
        (
            "လတိုင်း လစာကို {n} ပတ် နောက်ကျပြီးမှ ပေးတယ်။",
            "ကျွန်တော် လုပ်ခ မရတာ {n} လ ရှိပါပြီ။",
            "{name} ရဲ့ ပိုက်ဆံနဲ့ ကျွန်မ ပိုက်ဆံ {n} ပတ် ကြာမှ ရောက်တယ်။",
            "ပေးရမယ့်နေ့မှာ ငွေ ဘယ်တော့မှ မရှိတာ {n} လရှိပြီ။",
        ),
        (
            "တစ်နေ့ {n} နာရီ လုပ်ရပြီး အချိန်ပို မတွက်ပေးဘူး။",
            "အိုတီကို {n} နာရီပဲ ရေးပေမယ့် တကယ်က နှစ်ဆပါ။",
            "တနင်္ဂနွေနေ့လည်း လာရပြီး {n} ဘတ်ပဲ ရတယ်။",
        ),
        (
            "ကျွန်တော့် ပတ်စပို့ကို {place} ကတည်းက ခေါင်းဆောင် သိမ်းထားတယ်။",
            "အေးဂျင့် {name} က နယ်စပ်မှာ စာရွက်တွေ ယူသွားတယ်။",
            "ကတ်ကို {n} ခါ တောင်းတာ သူ ရယ်ပဲ ရယ်တယ်။",
        ),
        (
            "အခန်းတစ်ခန်းမှာ လူ {n} ယောက်နေရပြီး အမိုးက မိုးယိုတယ်။",
            "{place} အဆောင်မှာ လူ {n} ယောက်အတွက် ရေပိုက် တစ်ခုပဲ ရှိတယ်။",
            "ညဘက် တံခါးသော့ခတ်ပြီး သော့က {name} ဆီမှာ။",
        ),
        (
            "လိုင်းခေါင်းဆောင် {name} က အော်ဟစ်ပြီး ပစ္စည်းတွေ ပစ်ပေါက်တယ်။",
            "တိုင်တဲ့သူကို နောက်နေ့ {place} ပြန်ပို့တယ်။",
            "{name} ကို စာရွက်အလွတ်မှာ လက်မှတ်ထိုးခိုင်းတယ်။",
        ),
        (
            "{place} ကနေ ညီမဝမ်းကွဲ {name} နဲ့ {n} သောင်း ပေးပြီး လာခဲ့တယ်။",
            "{place} က ပွဲစားက တခြားအလုပ်နဲ့ ငွေပိုရမယ်လို့ ပြောခဲ့တယ်။",
            "အိမ်မှာ အမေ နေမကောင်းလို့ {n} ထောင် ပို့ရတယ်။",
        ),
        (
            "ပြီးခဲ့တဲ့အပတ်က {name} လက်ပြတ်တာ ဆရာဝန် မခေါ်ပေးဘူး။",
            "လက်အိတ် ကုန်သွားပြီး အရည်က လက်ချောင်း {n} ချောင်း ပူလောင်တယ်။",
            "မီးဖိုနားမှာ ပူလွန်းလို့ အမျိုးသမီး {n} ယောက် မူးလဲတယ်။",
        ),
        (
            "ဘယ်သူ့ကိုမှ မပြောပါနဲ့၊ {name} က ဖုန်းတွေ ကြည့်တယ်။",
            "ည {n} နာရီ နောက်ပိုင်း ကျွန်မ တစ်ယောက်တည်းရှိချိန် ခေါ်ပါ။",
            "ကိုယ့်ရပိုင်ခွင့်ပဲ လိုချင်ပြီး {place} ကို ပြန်မယ်။",
        ),
    ),
}
TELLING = tuple(SENTENCES)
Script = tuple[tuple[int, int], ...]  # topic and which of its sentences, in order


def _filled(language: str, topic: int, which: int, by: Random) -> str:
    sentence = SENTENCES[language][topic][which]
    return sentence.format(n=by.randint(2, 19), name=by.choice(NAMES), place=by.choice(PLACES))


def honest(language: str, by: Random) -> str:
    """Her pay, and two to five other things, in her own order, with a slip of the pen in every tenth word."""
    topics = [0, *by.sample(range(1, 8), by.randint(2, 5))]
    by.shuffle(topics)
    said = [_filled(language, topic, by.randrange(len(SENTENCES[language][topic])), by) for topic in topics]
    return " ".join(_slipped(word, by) for word in " ".join(said).split())


def script(by: Random) -> Script:
    """What everybody of a brigade is to say: six sentences."""
    return tuple((topic, by.randrange(3)) for topic in (0, *by.sample(range(1, 8), 5)))


def copied(text: Script, language: str, by: Random) -> str:
    """Word by word, but for names and numbers."""
    return " ".join(_filled(language, topic, which, by) for topic, which in text)


def paraphrased(text: Script, language: str, by: Random, kept: float) -> str:
    """Each sentence stays with probability `kept`, else another sentence says the same; one in ten is left out."""
    said = [
        _filled(language, topic, which if by.random() < kept else by.randrange(len(SENTENCES[language][topic])), by)
        for topic, which in text
        if by.random() > 0.1
    ]
    return " ".join(_slipped(word, by) for word in " ".join(said).split())


def _slipped(word: str, by: Random) -> str:
    if len(word) < 4 or by.random() > 0.1:
        return word
    place = by.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1 :]
