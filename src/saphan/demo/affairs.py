"""What the demo's walks are about: who speaks of what, where, and how far it has come. Data only."""

from dataclasses import dataclass, field
from uuid import UUID

from saphan.demo.cast import MALAYSIA, THAILAND

STAGES = (
    *("received", "understood", "corroborated", "verified", "disclosed", "acknowledged", "planned", "asked"),
    *("agreed", "delivered", "confirming", "remedied", "reopened"),
)


@dataclass(slots=True)
class Worker:
    """Somebody who speaks. conversation_id and code are known once she has."""

    name: str
    language: str
    channel: str = "web"
    number: int = 1  # how many people, as she says
    desk: str = THAILAND
    conversation_id: UUID = UUID(int=0)
    code: str = ""


@dataclass(slots=True)
class Affair:
    """One walk: `topic` of the sayings, `kind` of the concern; `stands_at` is how far it comes in the demo."""

    topic: str
    icon: str
    kind: str
    respondent: str
    stands_at: str
    workers: tuple[Worker, ...]
    asked_action: str
    partner_words: dict[str, str]
    promise: str
    line: str = "night line"
    crowd: int = 60
    buyer: str = ""
    buyer_promise: str = ""
    amount: int = 0
    case_id: UUID = UUID(int=0)
    issue_id: UUID = UUID(int=0)
    drafts: dict[str, UUID] = field(default_factory=dict)
    disclosures: dict[str, UUID] = field(default_factory=dict)
    commitments: dict[str, UUID] = field(default_factory=dict)

    @property
    def recipients(self) -> tuple[str, ...]:
        return (self.respondent, self.buyer) if self.buyer else (self.respondent,)


def three(*languages: str, number: int = 1) -> tuple[Worker, ...]:
    return tuple(
        Worker(name, language, channel, number)
        for name, language, channel in zip(
            ("first", "second", "third"), languages, ("web", "phone", "web"), strict=True
        )
    )


def the_story() -> Affair:
    """Story.md's own walk: three workers of one seafood plant, as far as their yes, yes and partly."""
    return Affair(
        "pay", "pay", "unpaid_overtime", "Blue Prawn Foods", "remedied",
        (Worker("Ma Thiri", "my", "web", 60), Worker("Ko Zaw", "my", "phone", 60), Worker("Sunita", "en", "web", 40)),
        "pay_what_is_owed",
        {
            "en": "Overtime on the night line has not been paid since March. Please pay it to everyone on that line.",
            "my": "ညဆိုင်း လိုင်းမှာ မတ်လကစပြီး အချိန်ပိုကြေး မပေးသေးပါ။ အဲဒီလိုင်းက လူအားလုံးကို ပေးပါ။",
            "th": "ยังไม่ได้จ่ายค่าล่วงเวลาของสายกะกลางคืนตั้งแต่เดือนมีนาคม โปรดจ่ายให้ทุกคนในสายนั้น",
        },
        "We pay the overtime since March to everyone on the line, those who left too.",
        buyer="Northsea Retail",
        buyer_promise="We keep our orders with this plant while it mends this.",
        amount=186_000,
    )  # fmt: skip


def live() -> list[Affair]:
    """Twelve more walks, one standing at each stage besides the story's own."""
    return [
        _affair("hours", "no_rest_day", "Silver Tide Canning", "received", "km my th"),
        _affair("housing", "overcrowding", "Palm Gate Poultry", "understood", "ne ne en"),
        _affair("papers", "document_held", "Golden Kite Garments", "corroborated", "my my th"),
        _affair("shouting", "verbal_abuse", "Nine Rivers Knitwear", "verified", "my my my"),
        _affair("unsafe", "no_protection", "Golden Kite Garments", "disclosed", "km th my", buyer="Lantern Sportswear"),
        _affair("fees", "fee_overcharge", "Open Gate Recruitment", "acknowledged", "my my en"),
        _affair("hours", "excessive_overtime", "Golden Kite Garments", "planned", "my th my"),
        _affair("pay", "unlawful_deduction", "Mango Lane Fruit", "asked", "km km th"),
        _affair(
            "coached", "coached_for_audit", "Golden Kite Garments", "agreed", "ne my en", buyer="Lantern Sportswear"
        ),
        _affair("pay", "late_pay", "Golden Kite Garments", "delivered", "my my th", 52_000),
        _affair("leaving", "final_pay", "Palm Gate Poultry", "confirming", "ne ne en", 31_500),
        _affair("papers", "document_held", "Silver Tide Canning", "reopened", "km my th"),
    ]


def at_other_desks() -> list[Affair]:
    """One recruiter of whom two desks hear, the one where people arrive and the other; and a first voice of a plant."""
    pooled = _affair("fees", "fee_overcharge", "Hill Station Overseas", "corroborated", "ne ne en")
    first, second, third = pooled.workers
    first.desk = second.desk = MALAYSIA
    third.desk = THAILAND
    heard_once = _affair("housing", "overcrowding", "Harbour Light Gloves", "understood", "ne my en")
    heard_once.workers[0].desk = MALAYSIA
    return [pooled, heard_once]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a partner reads of a topic, what it promises, and the icon a worker taps for it."""

    icon: str
    asked_action: str
    words: str
    thai: str
    promise: str


MATTERS = {
    "hours": Matter(
        "hours",
        "change_hours",
        "Workers on one line have no weekly day of rest. Please change the rota.",
        "คนงานในสายหนึ่งไม่มีวันหยุดประจำสัปดาห์ โปรดเปลี่ยนตารางเวลา",
        "We change the rota from next month.",
    ),
    "housing": Matter(
        "unsafe",
        "mend_housing",
        "Rooms hold more people than is safe. Please mend this.",
        "ห้องพักมีคนอยู่มากเกินกว่าจะปลอดภัย โปรดแก้ไข",
        "We rent more rooms and mend the water.",
    ),
    "papers": Matter(
        "papers",
        "return_documents",
        "Passports are kept in the office. Please give them back to everyone.",
        "หนังสือเดินทางถูกเก็บไว้ในสำนักงาน โปรดคืนให้ทุกคน",
        "We give back every passport.",
    ),
    "shouting": Matter(
        "hurt",
        "stop_and_protect",
        "Line leaders insult workers. Please stop this and protect who spoke.",
        "หัวหน้าสายด่าทอคนงาน โปรดหยุดและคุ้มครองผู้ที่พูด",
        "We train and replace line leaders.",
    ),
    "unsafe": Matter(
        "unsafe",
        "make_safe",
        "Workers have no gloves or masks. Please give them to everyone.",
        "คนงานไม่มีถุงมือหรือหน้ากาก โปรดแจกให้ทุกคน",
        "We buy and hand out protection.",
    ),
    "fees": Matter(
        "fees",
        "repay_fees",
        "Workers paid fees above what is allowed. Please repay them.",
        "คนงานจ่ายค่าธรรมเนียมเกินกว่าที่กำหนด โปรดคืนเงิน",
        "We repay the fees in two parts.",
    ),
    "pay": Matter(
        "pay",
        "pay_what_is_owed",
        "Pay is missing or late on one line. Please pay everyone what is owed.",
        "ค่าจ้างในสายหนึ่งไม่ครบหรือล่าช้า โปรดจ่ายส่วนที่ค้างให้ทุกคน",
        "We pay everyone what is owed.",
    ),
    "coached": Matter(
        "other",
        "stop_and_protect",
        "Workers are told what to say to auditors. Please stop this.",
        "คนงานถูกสั่งว่าต้องพูดอะไรกับผู้ตรวจสอบ โปรดหยุด",
        "We stop it and say so to everyone.",
    ),
    "leaving": Matter(
        "pay",
        "pay_what_is_owed",
        "Those who left did not get their last pay. Please pay them.",
        "ผู้ที่ออกไปแล้วยังไม่ได้รับค่าจ้างงวดสุดท้าย โปรดจ่ายให้พวกเขา",
        "We pay everyone who left since January.",
    ),
}


def _affair(
    topic: str, kind: str, respondent: str, stands_at: str, languages: str, amount: int = 0, buyer: str = ""
) -> Affair:
    """languages: of the three workers, one after another."""
    matter = MATTERS[topic]
    workers = three(*languages.split(), number=12)
    words = {"en": matter.words, "th": matter.thai}
    return Affair(
        topic,
        matter.icon,
        kind,
        respondent,
        stands_at,
        workers,
        matter.asked_action,
        words,
        matter.promise,
        buyer=buyer,
        buyer_promise="We keep our orders while this is put right.",
        amount=amount,
    )
