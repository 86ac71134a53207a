"""Every place where somebody outside the desks reads numbers: of whom, in which cells, and what lets them out.

A page, an interface or a file that is not named here, nor among those that have no numbers of people, fails a test.
`attacked_by` is a test of the suite, which runs what `let_out_by` names on a thousand random worlds.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Output:
    """of: who is counted. cells: by what. read_by: "everybody", "workers" or "partners". let_out_by: the function that
    every number of it comes from. attacked_by: a test; "" where nobody is counted, and then `because` says what is.
    """

    name: str
    of: str
    cells: str
    read_by: str
    let_out_by: str
    routes: tuple[str, ...]
    attacked_by: str = ""
    because: str = ""


OUTPUTS: Final = (
    Output(
        name="counters",
        of="contacts; cases; issues; workers affected, of them verified, of them remedied, of them paid",
        cells="one number each, by month; money by currency",
        read_by="everybody",
        let_out_by="saphan.impact.counters_released.released",
        routes=("impact:public", "impact:figures", "public-api:counters"),
        attacked_by="test_the_five_counters",
    ),
    Output(
        name="indicators",
        of="whoever the facts of each indicator are about",
        cells="numerator and denominator, by code, year and quarter",
        read_by="everybody",
        let_out_by="saphan.release.linked.let_out",
        routes=(
            *("impact:data", "impact:data_file", "impact:report", "impact:chart_table"),
            *("impact:change", "impact:change_actor", "impact:change_objective", "impact:change_programme"),
            *("impact:change_number", "impact:change_number_table", "impact:change_criteria", "impact:change_donor"),
            *("impact:change_compare", "impact:change_over_time", "impact:change_over_time_table"),
            "impact:change_objective_over_time",
            *("public-api:editions", "public-api:figures", "public-api:indicators"),
        ),
        attacked_by="test_editions",
    ),
    Output(
        name="tables",
        of="people of one cube",
        cells="all margins that are wanted",
        read_by="everybody",
        let_out_by="saphan.release.engine.let_out",
        routes=(),
        attacked_by="test_tables_of_the_engine",
    ),
    Output(
        name="fees",
        of="people who said what they paid on one corridor",
        cells="median and quartiles by kind of amount, year and recruiter; people in bands",
        read_by="everybody",
        let_out_by="saphan.empowerment.fees.fee_statistics.figures",
        routes=("empowerment:fees", "empowerment:fee_table", "empowerment:her_fees_on"),
        attacked_by="test_fees",
    ),
    Output(
        name="facts of reviews",
        of="independent reviewers of one organisation",
        cells="yes and no, by question",
        read_by="everybody",
        let_out_by="saphan.empowerment.reviews.letting_out.fact_read",
        routes=("empowerment:who_one", "empowerment:who_list", "empowerment:offer_done", "empowerment:said_of_us"),
        attacked_by="test_facts_of_reviews",
    ),
    Output(
        name="scores of reviews",
        of="independent reviewers of one organisation",
        cells="a score by criterion, from 11 on, 5 of them met; about how many",
        read_by="everybody",
        let_out_by="saphan.empowerment.reviews.letting_out.moved",
        routes=("empowerment:who_one", "empowerment:said_of_us"),
        attacked_by="test_scores_of_reviews",
    ),
    Output(
        name="polls",
        of="whoever answered one question of a poll that is over",
        cells="by choice; of a delicate question an estimate alone",
        read_by="workers",
        let_out_by="saphan.dialogue.polls.results.let_out",
        routes=("dialogue:poll_result", "dialogue:asked"),
        attacked_by="test_polls",
    ),
    Output(
        name="boards",
        of="workers who said whether an answer on a board is true",
        cells="yes, no, not sure; no total",
        read_by="workers",
        let_out_by="saphan.release.engine.let_out",
        routes=("dialogue:board", "dialogue:board_question", "dialogue:asked_board", "dialogue:asked_question"),
        attacked_by="test_polls",
    ),
    Output(
        name="reach",
        of="people who were met, in three months that are over",
        cells="by corridor, and by organisation that is listed; tens",
        read_by="everybody",
        let_out_by="saphan.network.reach.selectors.in_tens",
        routes=("empowerment:fees", "empowerment:who_one"),
        attacked_by="test_reach",
    ),
    Output(
        name="rounds",
        of="workers who were asked whether it was made good, of them those who answered, of them those who said yes",
        cells="three bands",
        read_by="partners",
        let_out_by="saphan.release.bands.band",
        routes=("remedy:disclosure",),
        attacked_by="test_bands",
    ),
    Output(
        name="voices",
        of="workers who agreed to these words",
        cells="one band, on the day of the disclosure, never moved",
        read_by="partners",
        let_out_by="saphan.release.bands.band",
        routes=("remedy:disclosure", "remedy:partner"),
        attacked_by="test_bands",
    ),
    Output(
        name="last met",
        of="people who were met near a partner's sites",
        cells="a month, where it were ten or more; no number",
        read_by="partners",
        let_out_by="saphan.network.reach.selectors.told_outside",
        routes=("remedy:partner",),
        because="a month and no number",
    ),
    Output(
        name="languages",
        of="nobody",
        cells="sentences that were read, by language and room",
        read_by="everybody",
        let_out_by="saphan.impact.languages.with_pages",
        routes=("impact:languages",),
        because="sentences are counted, and reviewers are named as they wished",
    ),
    Output(
        name="directory",
        of="nobody",
        cells="organisations that are listed",
        read_by="everybody",
        let_out_by="saphan.empowerment.directory.extract.addresses",
        routes=("empowerment:who", "empowerment:who_list"),
        because="organisations are counted, as public lists have them",
    ),
)

WITHOUT_NUMBERS_OF_PEOPLE: Final = {
    "what this house is, and whether it runs": (
        *("healthz", "web:worker", "web:manifest", "web:pack", "web:style", "web:letters"),
        *("empowerment:offline", "empowerment:offline_say", "voice:what_voice_is"),
        *("api_documentation", "api:openapi-json", "api:api-root", "public-api:openapi-json", "public-api:api-root"),
    ),
    "signing in, and what is one's own": (
        *("in", "account_login", "account_inactive", "account_logout", "account_reauthenticate"),
        *("mfa_authenticate", "mfa_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
        *("network:start", "network:notices", "network:frozen", "network:frozen_now"),
    ),
    "lessons, checks of an offer and their sounds": (
        *("empowerment:lessons", "empowerment:lesson", "empowerment:lesson_sound", "empowerment:lesson_recording"),
        *("empowerment:before", "empowerment:begin_offer", "empowerment:offer", "empowerment:contract"),
        *("empowerment:offer_answer", "empowerment:contract_answer", "empowerment:ask_again", "empowerment:review"),
        *("voice:read_aloud", "voice:own_sound", "voice:sound", "voice:hear"),
        *("empowerment:all_fees", "empowerment:her_fees"),
    ),
    "telling, and her own story": (
        *("voice:first", "voice:poster", "voice:leave", "voice:neutral", "voice:clear", "/say/", "/danger/", "/story/"),
        *("voice:say", "voice:danger", "voice:called", "voice:ways", "voice:enter", "voice:lost", "voice:webhook"),
        *("voice:code", "voice:begin_more", "voice:more", "voice:done", "voice:mine", "voice:claim", "voice:write_on"),
        *("voice:answer", "voice:shared", "voice:take_back", "empowerment:journey", "voice:kept", "voice:may_tell"),
        *("voice:letters", "voice:speak", "voice:answered_by", "voice:word", "voice:together", "voice:part"),
        *("voice:earlier", "voice:open_again", "voice:delete", "voice:visit_worker"),
    ),
    "questions, before anybody has answered": (
        *("dialogue:poll", "dialogue:poll_question", "dialogue:poll_done", "dialogue:asked_of_us"),
        *("dialogue:poll_question_sound", "dialogue:board_ask", "dialogue:board_sent", "dialogue:board_told"),
        "dialogue:asked_boards",
    ),
    "what organisations agreed, in words, with their yes": (
        *("dialogue:round_tables", "dialogue:seats", "dialogue:seat"),
    ),
    "stories with their worker's yes, of whom eleven or more fit the words": ("impact:stories",),
    "whether a partner agrees to be named": ("impact:naming",),
    "one claim of one worker, who agreed to it; what a partner wrote itself": (
        "remedy:claim_shown",
        "remedy:own_words",
    ),
}
