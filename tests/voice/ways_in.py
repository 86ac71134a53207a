"""Every way in which a word, a choice or a tick of a worker's can come to us, and the rule of its class.

**You added a page without a log-in that takes POST?** Add its route below: the rule of `voice.input_class` that its
input is of, or why it is none. A new table for what workers say names its rule as `INPUT_RULE`, and stands in TABLES.
"""

from saphan.voice import input_class as rules

ELSEWHERE = "only shows, leads on, or is sent to the page that keeps it"
ABOUT_HER_STORY = "how her own story is kept, shown or answered; no new input"

ROUTES: dict[str, str] = {
    "voice:say": rules.SHE_BEGAN,
    "voice:danger": rules.SHE_BEGAN,
    "voice:write_on": rules.SHE_BEGAN,
    "voice:enter": rules.SHE_BEGAN,  # what she typed with her code, where her browser keeps no cookie
    "voice:claim": rules.ANSWERED_US,
    "voice:answer": rules.ANSWERED_US,
    "voice:webhook": "by the channel: `of_a_line`",
    "api:send_voice": "by the system: `of_a_line`",
    "empowerment:offline_send": rules.SHE_BEGAN,
    "voice:clear": rules.ABOUT_A_PAGE,
    "empowerment:ask_again": rules.FOUND_OUT,
    "empowerment:offer_answer": rules.FOUND_OUT,
    "empowerment:contract_answer": rules.FOUND_OUT,
    "empowerment:lesson_learned": rules.LEARNED,
    "empowerment:review": rules.REVIEWED,
    "dialogue:poll_question": rules.POLLED,
    "dialogue:board_ask": rules.ASKED_ON_A_BOARD,
    "dialogue:board_question": rules.IS_IT_TRUE,
    **dict.fromkeys(
        ("voice:more", "voice:begin_more", "voice:letters", "voice:speak", "voice:answered_by", "voice:word"),
        ABOUT_HER_STORY,
    ),
    **dict.fromkeys(
        (
            "voice:together",
            "voice:part",
            "voice:may_tell",
            "voice:sometimes",
            "voice:take_back",
            "voice:delete",
            "voice:lost",
        ),
        ABOUT_HER_STORY,
    ),
    "voice:read_aloud": "a volunteer's recording of our own words",
    **dict.fromkeys(("demo:let_pass", "healthz", "in"), "nobody speaks there"),
    **dict.fromkeys(("api:api-root", "api:openapi-json", "public-api:api-root"), "nobody speaks there"),
    **dict.fromkeys(("voice:first", "voice:poster", "voice:leave", "voice:neutral", "voice:hear"), ELSEWHERE),
    **dict.fromkeys(("voice:code", "voice:called", "voice:ways", "voice:done", "voice:mine", "voice:kept"), ELSEWHERE),
    **dict.fromkeys(("voice:shared", "voice:earlier", "voice:open_again", "voice:what_voice_is"), ELSEWHERE),
    **dict.fromkeys(("/say/", "/danger/", "/story/"), ELSEWHERE),
    **dict.fromkeys(("empowerment:before", "empowerment:who", "empowerment:journey"), ELSEWHERE),
    **dict.fromkeys(
        ("empowerment:begin_offer", "empowerment:offer", "empowerment:contract", "empowerment:offer_done"), ELSEWHERE
    ),
    **dict.fromkeys(("dialogue:poll", "dialogue:poll_done", "dialogue:poll_result"), ELSEWHERE),
}
"""Rule or reason by route."""

TABLES: dict[str, str] = {
    "voice_page_feedback": rules.ABOUT_A_PAGE,
    "voice_answer": rules.ANSWERED_US,
    "empowerment_offer_check": rules.FOUND_OUT,
    "empowerment_journey_part": rules.FOUND_OUT,
    "empowerment_lesson_learned": rules.LEARNED,
    "empowerment_lesson_taught": rules.LEARNED,
    "empowerment_review": rules.REVIEWED,
    "dialogue_poll_answer": rules.POLLED,
    "dialogue_board_question": rules.ASKED_ON_A_BOARD,
    "dialogue_board_truth": rules.IS_IT_TRUE,
}
"""Rule of all rows by table; a message has its own in its row."""
