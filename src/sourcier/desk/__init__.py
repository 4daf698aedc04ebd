"""What the reading room keeps, in one SQLite file: conversations with their proofs, feedback, accounts.

exchange · kept          the nouns
database                 the file: schema, transactions, what can go wrong
conversations · words    kept, searched, renamed, deleted
feedback · accounts      what readers say of answers; who may read
passwords · throttling   pure rules
reopening                a citation of then against the articles of now
exporting · citing       a conversation or an answer in the forms people paste
"""

from sourcier.desk.accounts import Accounts
from sourcier.desk.conversations import Conversations
from sourcier.desk.desk import Desk
from sourcier.desk.exchange import Exchange
from sourcier.desk.feedback import Feedback
from sourcier.desk.kept import Judgement, Kept, Verdict
from sourcier.desk.reopening import Standing, standing

__all__ = [
    "Accounts",
    "Conversations",
    "Desk",
    "Exchange",
    "Feedback",
    "Judgement",
    "Kept",
    "Standing",
    "Verdict",
    "standing",
]
