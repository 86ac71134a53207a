"""Whether the model of the extra `[nlp]` finds the kind that is meant, in sentences written for this.

Usage: python3 tools/phases.py nlp model. Not part of `make bench`, because the weights are 90 MB.
"""

import os
import sys

import django

SAID = (
    ("en", "The boss keeps my passport in his desk.", "document_held"),
    ("en", "We work twelve hours and get nothing for the extra hours.", "unpaid_overtime"),
    ("th", "นายจ้างยึดหนังสือเดินทางของฉัน", "document_held"),
    ("th", "ไม่จ่ายค่าล่วงเวลาสามเดือนแล้ว", "unpaid_overtime"),
    ("my", "အလုပ်ရှင်က ကျွန်မ ပတ်စပို့ကို သိမ်းထားတယ်", "document_held"),
    ("my", "အချိန်ပိုကြေး မပေးဘူး", "unpaid_overtime"),
    ("ne", "मालिकले मेरो पासपोर्ट राखेको छ", "document_held"),
    ("ne", "ओभरटाइमको पैसा दिएन", "unpaid_overtime"),
    ("id", "Paspor saya ditahan majikan", "document_held"),
    ("bn", "মালিক আমার পাসপোর্ট রেখে দিয়েছে", "document_held"),
    ("vi", "Chủ giữ hộ chiếu của tôi", "document_held"),
    ("km", "ថៅកែកាន់លិខិតឆ្លងដែនរបស់ខ្ញុំ", "document_held"),
)

BY_WORDS, WITH_A_TAP = 9, 11  # of the sentences: fewer, and the model is not worth its memory


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
    django.setup()
    from saphan.casework.suggesting import meaning
    from saphan.casework.suggesting.ranking import Evidence, suggest
    from saphan.standards.concern_kinds import all_kinds

    families = {code: kind.family for code, kind in all_kinds().items() if kind.is_a_concern}
    found = {"by words alone": 0, "with her tap": 0}
    for language, words, meant in SAID:
        near = meaning.nearness(words, language)
        if near is None:
            sys.exit("The model is not there: python3 tools/environment.py nlp")
        for how, family in (("by words alone", ""), ("with her tap", families[meant])):
            three = [one.kind for one in suggest(Evidence(family, {}, {}, near), families)]
            found[how] += meant in three
            print(f"{language} {meant:>16} {how}: {', '.join(three)}")
    print(f"Among the three, of {len(SAID)}: {found}")
    sys.exit(found["by words alone"] < BY_WORDS or found["with her tap"] < WITH_A_TAP)


if __name__ == "__main__":
    main()
