"""Where a language is at home, and with which money people pay there. Pure."""

HOME = {
    "my": "MM", "th": "TH", "km": "KH", "lo": "LA", "vi": "VN", "ms": "MY", "id": "ID", "ne": "NP", "bn": "BD",
    "hi": "IN", "tl": "PH",
}  # fmt: skip
"""The country (ISO 3166) that somebody who speaks it may have in mind: its money, its telephone numbers."""

MONEY_OF = {
    "MM": "MMK", "TH": "THB", "KH": "KHR", "LA": "LAK", "VN": "VND", "MY": "MYR", "ID": "IDR", "NP": "NPR", "BD": "BDT",
    "IN": "INR", "PH": "PHP", "SG": "SGD", "BN": "BND", "JP": "JPY", "KR": "KRW", "TW": "TWD", "HK": "HKD", "QA": "QAR",
    "AE": "AED", "SA": "SAR",
}  # fmt: skip
"""ISO 4217, by country."""
