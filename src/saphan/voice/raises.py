"""Tasks of upper rooms that voice defers by name; a test fails when none takes one."""

RAISES = frozenset(
    {
        "casework.route",  # what she speaks is known: find somebody who speaks it
        "casework.alarm",  # somebody is in danger: wake the person on duty
        "casework.take_move_answer",  # she said whether another desk may answer her
        "casework.take_referral_answer",  # her yes or no to parts of her story for another desk
        "remedy.take_answer",  # she answered a question about a draft, a plan or a remedy
        "remedy.take_claim_answer",  # her yes or no to what a company may read of her own case
        "remedy.take_claim_wish",  # she wants us to raise her own case with her employer
        "remedy.take_consent",  # her consent to a draft changed
        "verification.count_as_one",  # two of her stories were put together, or parted
        "verification.hear_voice",  # what was feedback is her voice since she spoke with the desk
        "verification.take_others_answer",  # others say it too; her yes or no to being told of
        "verification.take_wish",  # she said whether, and from how many on, others may be told
        "verification.take_voice_back",  # she deleted her story
    }
)
