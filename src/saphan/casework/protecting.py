"""Who may read and change the rows of casework, as its tables share it."""

from dataclasses import replace

from saphan.store.protection import SYSTEM, Belongs, Condition, Protection, setting, staff_of, stories_of

DESK_ONLY = Protection(
    read=(staff_of(), SYSTEM), add=(staff_of(), SYSTEM), change=(staff_of(), SYSTEM), remove=(staff_of(), SYSTEM)
)
STORY_PEOPLE = Protection(
    read=(stories_of(), SYSTEM),
    add=(stories_of(), SYSTEM),
    change=(stories_of(), SYSTEM),
    remove=(stories_of(), SYSTEM),
)
IN_A_CASE = Belongs("casework_case", "case_id")
OF_A_STORY = Belongs("voice_conversation", "conversation_id", may_move=True)
THE_DESK_IT_CAME_TO = Condition("receiver", f"to_desk_id = {setting('stories')} AND state = 'moved'")
THE_OTHER_DESK = replace(stories_of("to_desk_id"), who="receiver")
