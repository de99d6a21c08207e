"""Sending one e-mail over SMTP."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from web.settings import Settings

_SECONDS = 10
_SUBJECTS = {
    "emergency": "EMERGENCY: a patient's message needs you now",
    "urgent": "Urgent: a patient waits for staff",
    "normal": "A patient waits for staff",
}


def compose(settings: Settings, *, urgency: str, handoff_id: int) -> EmailMessage:
    """Return the e-mail about a hand-off. It holds a number and a link, nothing of the patient."""
    mail = EmailMessage()
    mail["Subject"] = _SUBJECTS[urgency]
    mail["From"] = settings.mail_from or ""
    mail["To"] = ", ".join(settings.staff_mail)
    mail["Auto-Submitted"] = "auto-generated"
    inbox = f"{settings.public_url or f'http://{settings.host}:{settings.port}'}/staff"
    mail.set_content(
        f"{_SUBJECTS[urgency]}.\n\nOpen the inbox: {inbox}\nHand-off number: {handoff_id}\n\n"
        "What the patient wrote is only in the inbox.\n"
    )
    return mail


def send(settings: Settings, mail: EmailMessage) -> None:
    """Hand the e-mail to the clinic's mail server. Raises OSError or SMTPException."""
    url = urlsplit(settings.smtp_url or "")
    context = ssl.create_default_context()
    host = url.hostname or "localhost"
    connection: smtplib.SMTP
    if url.scheme == "smtps":
        connection = smtplib.SMTP_SSL(host, url.port or 465, timeout=_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(host, url.port or 25, timeout=_SECONDS)
    with connection:
        if url.username and url.scheme == "smtp":
            connection.starttls(context=context)  # a password never goes out in the open
        if url.username:
            connection.login(unquote(url.username), unquote(url.password or ""))
        connection.send_message(mail)
