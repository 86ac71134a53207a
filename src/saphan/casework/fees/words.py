"""Codes of fees as staff read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LINES: dict[str, str | Promise] = {
    "all": _("Everything together"),
    "service": _("Recruitment service"),
    "agency_supply": _("Agency that supplies others"),
    "direct": _("Recruitment by the employer"),
    "recovery": _("Employer's fee taken back from her"),
    "medical": _("Medical test"),
    "insurance": _("Insurance"),
    "skills_test": _("Skills or language test"),
    "training": _("Training and orientation"),
    "equipment": _("Equipment"),
    "travel": _("Travel and lodging"),
    "administration": _("Papers and administration"),
    "bribe": _("Bribe or gift"),
    "bond": _("Bond or deposit"),
    "collateral": _("Collateral"),
    "illicit_recovery": _("Taken back against the law"),
}
PAYERS: dict[str, str | Promise] = {
    "worker": _("Her savings"),
    "family": _("Her family"),
    "loan": _("A loan"),
    "deducted": _("Taken from her wages"),
    "recruiter": _("The recruiter"),
    "employer": _("The employer"),
}
