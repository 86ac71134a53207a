"""Who is who in the demo. Every name, address and company is invented; the log-ins exist in a demo database only."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in. `works_for`: an organisation's name in `ORGANISATIONS`, or a desk's in `DESKS`."""

    key: str
    name: str
    works_for: str
    roles: tuple[str, ...]
    language: str
    says: str
    languages: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.key}@saphan.example"


@dataclass(frozen=True, slots=True)
class DeskPart:
    name: str
    organisation: str
    country: str
    languages: tuple[str, ...]
    time_zone: str
    opens: time
    closes: time
    days: int  # from Monday on


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    kind: str
    country: str
    place: str = ""
    language: str = "en"
    buyer: str = ""
    recruits_for: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()


THAILAND, MYANMAR, MALAYSIA = "Bridge Thailand", "Bridge Myanmar", "Bridge Malaysia"

DESKS = (
    DeskPart(THAILAND, "Bridge Thailand", "TH", ("th", "my", "km", "ne", "en"), "Asia/Bangkok", time(8), time(20), 6),
    DeskPart(MYANMAR, "Bridge Myanmar", "MM", ("my", "en"), "Asia/Yangon", time(8), time(20), 6),
    DeskPart(MALAYSIA, "Bridge Malaysia", "MY", ("ne", "my", "ms", "en"), "Asia/Kuala_Lumpur", time(9), time(18), 5),
)

COMPANIES = (
    Company("Northsea Retail", "retailer", "NL", "Harborough"),
    Company("Willowbrook Stores", "retailer", "GB", "Fennmoor"),
    Company("Lantern Sportswear", "brand", "DE", "Altwiesen"),
    Company(
        "Blue Prawn Foods",
        "supplier",
        "TH",
        "Samut Sakhon",
        "th",
        "Northsea Retail",
        also_called=("กุ้งฟ้า ฟู้ดส์", "ပြာပုစွန်"),
    ),
    Company("Silver Tide Canning", "supplier", "TH", "Samut Sakhon", "th", "Northsea Retail"),
    Company("Golden Kite Garments", "supplier", "TH", "Mae Sot", "th", "Lantern Sportswear"),
    Company("Nine Rivers Knitwear", "supplier", "TH", "Mae Sot", "th", "Lantern Sportswear"),
    Company("Mango Lane Fruit", "supplier", "TH", "Chachoengsao", "th", "Willowbrook Stores"),
    Company("Palm Gate Poultry", "supplier", "TH", "Saraburi", "th", "Willowbrook Stores"),
    Company("Teak Path Furniture", "supplier", "TH", "Lamphun", "th", "Willowbrook Stores"),
    Company("Little Heron Toys", "supplier", "TH", "Rayong", "th", "Northsea Retail"),
    Company("Morning Loom Textiles", "supplier", "MM", "Hlaingthaya", "my", "Lantern Sportswear"),
    Company("Open Gate Recruitment", "recruiter", "MM", "Yangon", "my", recruits_for=("Blue Prawn Foods",)),
    Company("Two Shores Manpower", "recruiter", "MM", "Mawlamyine", "my", recruits_for=("Golden Kite Garments",)),
    Company("Harbour Light Gloves", "supplier", "MY", "Klang", "en", "Willowbrook Stores"),
    Company("Three Palms Electronics", "supplier", "MY", "Penang", "en", "Lantern Sportswear"),
    Company(
        "Hill Station Overseas",
        "recruiter",
        "NP",
        "Pokhara",
        "en",
        recruits_for=("Harbour Light Gloves", "Three Palms Electronics", "Palm Gate Poultry"),
    ),
    Company("Lotus Road Agency", "recruiter", "KH", "Battambang", "en", recruits_for=("Mango Lane Fruit",)),
    Company("Ferry Stairs Broker", "sub_agent", "MM", "Myawaddy", "my", recruits_for=("Open Gate Recruitment",)),
    Company("Province Labour Office", "government", "TH", "Samut Sakhon", "th"),
)

PEOPLE = (
    Person("nok", "Nok", THAILAND, ("caseworker",), "th", "Nok, caseworker, Bridge Thailand", ("th", "my", "en")),
    Person("preecha", "Preecha", THAILAND, ("verifier",), "th", "Preecha, verifier, Bridge Thailand", ("th", "en")),
    Person("ann", "Ann", THAILAND, ("lead", "caseworker"), "en", "Ann, lead, Bridge Thailand", ("en", "th")),
    Person("suda", "Suda", THAILAND, ("lead",), "th", "Suda, second lead, Bridge Thailand", ("th", "en")),
    Person("dara", "Dara", THAILAND, ("caseworker",), "en", "Dara, caseworker, Bridge Thailand", ("km", "ne", "en")),
    Person("mon", "Mon", THAILAND, ("outreach",), "my", "Mon, outreach worker, Bridge Thailand", ("my", "km", "th")),
    Person(
        "ploy",
        "Ploy",
        THAILAND,
        ("editor", "moderator"),
        "th",
        "Ploy, editor and moderator, Bridge Thailand",
        ("th", "en"),
    ),
    Person("hnin", "Hnin", MYANMAR, ("caseworker",), "my", "Hnin, caseworker, Bridge Myanmar", ("my", "en")),
    Person("thuza", "Thuza", MYANMAR, ("verifier",), "my", "Thuza, verifier, Bridge Myanmar", ("my", "en")),
    Person("kyaw", "Kyaw", MYANMAR, ("lead", "caseworker"), "en", "Kyaw, lead, Bridge Myanmar", ("my", "en")),
    Person("bishnu", "Bishnu", MALAYSIA, ("caseworker",), "en", "Bishnu, caseworker, Bridge Malaysia", ("ne", "en")),
    Person("meiling", "Mei Ling", MALAYSIA, ("verifier",), "en", "Mei Ling, verifier, Bridge Malaysia", ("ms", "en")),
    Person(
        "farah", "Farah", MALAYSIA, ("lead", "caseworker"), "en", "Farah, lead, Bridge Malaysia", ("ms", "my", "en")
    ),
    Person("kumar", "Kumar", MALAYSIA, ("lead",), "en", "Kumar, second lead, Bridge Malaysia", ("ne", "ms", "en")),
    Person("somchai", "Somchai", "Blue Prawn Foods", ("partner",), "th", "Somchai, personnel, Blue Prawn Foods"),
    Person("ellen", "Ellen", "Northsea Retail", ("partner",), "en", "Ellen, buyer, Northsea Retail"),
    Person("malee", "Malee", "Golden Kite Garments", ("partner",), "th", "Malee, personnel, Golden Kite Garments"),
    Person("jonas", "Jonas", "Lantern Sportswear", ("partner",), "en", "Jonas, buyer, Lantern Sportswear"),
    Person("aye", "Aye", "Open Gate Recruitment", ("partner",), "my", "Aye, manager, Open Gate Recruitment"),
)
