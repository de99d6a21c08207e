"""What is masked, and what only looks like a personal detail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.codes import luhn
from bot.privacy.mask import find, mask

MASKED = [
    ("call me at 212-555-0199", "call me at [phone]"),
    ("my cell is (212) 555 0142 thanks", "my cell is [phone] thanks"),
    ("+44 20 7946 0958", "[phone]"),
    ("2125550142", "[phone]"),
    ("text me 555-0142", "text me [phone]"),
    ("jo.smith+x@mail.example.com is mine", "[email] is mine"),
    ("jane at gmail dot com", "[email]"),
    ("dob 3/4/1972", "dob [birth_date]"),
    ("born on 12 March 1968", "born on [birth_date]"),
    ("my birthday is June 5, 1990", "my birthday is [birth_date]"),
    ("SSN 123-45-6789", "SSN [ssn]"),
    ("my social is 123456789", "my social is [ssn]"),
    ("MRN 00482913", "MRN [record]"),
    ("account number 998877", "account number [record]"),
    ("member id XYZ123456789", "member id [insurance]"),
    ("my insurance policy number is H22-9911", "my insurance policy number is [insurance]"),
    ("4111 1111 1111 1111", "[card]"),
    ("passport X1234567", "passport [licence]"),
    ("I live at 245 East 72nd Street, Apt 4B", "I live at [address]"),
    ("12 Oak Lane, Albany, NY 12203", "[address]"),
    ("my name is maria lopez and I hurt", "my name is [name] and I hurt"),
    ("My name is Dan. When do you open?", "My name is [name]. When do you open?"),
    ("this is Karen Hill, need to reschedule", "this is [name], need to reschedule"),
    ("I'm Priya Nair, can I come in?", "I'm [name], can I come in?"),
    ("Dr. Patel saw me", "Dr. [name] saw me"),
    ("this is tom speaking", "this is [name] speaking"),
    ("Hi, Sandra here", "Hi, [name] here"),
    ("4111 1111 1111 1112", "[card]"),  # mistyped, and as private
    ("its 2 1 2 5 5 5 0 1 4 4", "its [phone]"),
    ("ring five five five oh one four seven", "ring [phone]"),
    ("fax 07700 900 461", "fax [phone]"),
    ("last four 6620 of my social", "last four [ssn] of my social"),
    ("xxx-xx-4413 is on file", "xxx-xx-[ssn] is on file"),
    ("amex 3714 496353 98431", "amex [card]"),
    ("born the third of May, nineteen fifty-two", "born [birth_date]"),
    ("1979.12.30 is my birthday", "[birth_date] is my birthday"),
    ("mail it to P.O. Box 12, Rye NY 10580", "mail it to [address]"),
    ("I'm at 33 West 125th St, Apt 4, New York, NY 10027", "I'm at [address]"),
    ("my ex daniel is still on it", "my ex [name] is still on it"),
    ("I'm Will, will you have parking", "I'm [name], will you have parking"),
    ("is it free?\n- Jo Ann Pettway", "is it free?\n- [name]"),
    ("MY NAME IS CARLTON WEEMS", "MY NAME IS [name]"),
    ("my son kayden is 16", "my son [name] is 16"),
    ("its abdou the uber driver", "its [name] the uber driver"),
    ("Regards, P. K. Venkataraman", "Regards, [name]"),
    ("my roommate (Aleksy) fainted", "my roommate ([name]) fainted"),
    ("my kids are Noor, Idris and Zaki", "my kids are [name], [name] and [name]"),
    ("who did Bernadine's hip?", "who did [name]'s hip?"),
    ("can Ottavio treat both knees", "can [name] treat both knees"),
    ("I had Pilar last time", "I had [name] last time"),
    ("my trainer tavon tore his knee", "my trainer [name] tore his knee"),
    ("is it free? wojtek", "is it free? [name]"),
    ("ottoline said you open at 7", "[name] said you open at 7"),
    ("I AM MRS. PETROSYAN, MY NECK", "I AM MRS. [name], MY NECK"),
    ("my obgyn dr. achterberg says ok", "my obgyn dr. [name] says ok"),
    ("mail it to HC 1 Box 44, Terlingua TX 79852", "mail it to [address]"),
    ("i live on Avenue U and East 16th", "i live on [address]"),
    ("home is 7502 3rd ave, bay ridge bklyn", "home is [address]"),
    ("born 12.VI.1971", "born [birth_date]"),
    ("Brooklyn is my daughter", "[name] is my daughter"),
    ("Mr White is my lawyer", "Mr [name] is my lawyer"),
    ("i'm from 1962 may 3", "i'm from [birth_date]"),
    ("dob o8/14/1983", "dob [birth_date]"),
    ("I turned 60 on March 4", "I turned 60 on [birth_date]"),
    ("im a 1947 baby", "im a [birth_date] baby"),
    ("I'll be 65 on October 30th", "I'll be 65 on [birth_date]"),
    ("tomorrow, May 3, is my birthday", "tomorrow, [birth_date], is my birthday"),
    ("mi cumpleaños es el 3 de mayo", "mi cumpleaños es el [birth_date]"),
    ("my burthday is may 3rd", "my burthday is [birth_date]"),
    ("b day may3 1984", "b day [birth_date]"),
    ("dob 3/May/1984", "dob [birth_date]"),
    ("may third nineteen eighty four", "[birth_date]"),
    ("my birthday on my file should say sept 22", "my birthday on my file should say [birth_date]"),
    ("my b'day was last week june 17", "my b'day was last week [birth_date]"),
    ("he turned six on february 12", "he turned six on [birth_date]"),
    ("its november 2 73", "its [birth_date]"),
    ("i am zubaidas mom", "i am [name] mom"),
    ("T.J. Hooper here", "[name] here"),
    ("is it free? tks teo", "is it free? tks [name]"),
    ("my appt with svenja lund", "my appt with [name]"),
    ("hi I'm Karen Whitfield", "hi I'm [name]"),
    ("pt name hassan ali", "pt name [name]"),
    ("my name is june carter and I hurt", "my name is [name] and I hurt"),
    ("Kind regards, K. Washington", "Kind regards, [name]"),
    ("its jp morrison", "its [name]"),
    ("Surname: van der Berg", "Surname: [name]"),
    ("for my father, Walter Price", "for my father, [name]"),
    ("spelled W-h-i-t-f-i-e-l-d", "spelled [name]"),
    ("im lucys mum", "im [name] mum"),
    ("Max and I want to come", "[name] and I want to come"),
    ("mrn#482913", "mrn#[record]"),
    ("mrn: 48-29-13", "mrn: [record]"),
    ("Street: 12 Old Post Rd", "Street: [address]"),
    ("I'm in Brooklyn, 11215", "I'm in [address]"),
    ("My kid's birthday is 5/3/15, is 9 ok", "My kid's birthday is [birth_date], is 9 ok"),
    ("we live at Ditmars and 31st, which train", "we live at [address], which train"),
    ("116th and Lex is where i live", "[address] is where i live"),
    ("from 3415 Steinway how do i get to you", "from [address] how do i get to you"),
    ("my apt is 22 Jane St, garden apt", "my apt is [address]"),
]
LEFT_ALONE = [
    "L4-L5", "8/10 pain", "2-3 days", "0.25 mm", "Parkinson's", "24/7", "C5/C6", "20 mg",
    "my name is on the form", "my name is misspelled", "I'm scared", "I'm Scared", "I am Irish",
    "this is Not ok", "this is urgent", "5 minute drive", "2 more drives",
    "10 days out of my way", "3 sets of 10 in 2 days", "my chart says L4-L5", "record from 2019",
    "policy 24 hours", "case 5 months", "call 911", "call or text 988", "20 units of botox",
    "insurance covers 2000 dollars", "had it on 3/4 last year", "open 8:00-18:00?", "1,000 needles",
    "will it hurt", "May I bring a friend", "St. John's wort", "Tommy John surgery", "Baker's cyst",
    "BP 128/84", "CPT 97140", "Dr. said no", "Patient Portal", "it's X-rays", "my A1C is 7.1",
    "hubby says no", "the National Institutes of Health", "surgery on 3/4/2011", "a sherry at six",
    "are you on 5th avenue?", "we are at 14th st now", "the M60 from LaGuardia", "it's unfair",
    "mr said", "what does John Hancock pay", "Mount Sinai sent me", "I take Gaviscon",
    "near Ditmars", "45 Euros", "she has Alzheimer's, ok?", "my doctor can't",
    "in Poland and Crete", "Rose gold ring", "thx boss", "Mark my words", "I live on painkillers",
    "my husband snores", "is flouride bad", "sore? yikes",
    "my dad shuffles a lot",
    "because of MS. We wait", "De Quervain from lifting", "the best way", "I'm Diabetic",
    "it's here again", "see Physical Therapy", "a 30 gauge needle",
    "pain 8/10, born with scoliosis", "is May 3 ok for a birthday massage", "be 32 weeks on May 3",
    "it started on may third nineteen ninety nine", "I am on Blood Thinners",
    "my son Plays football", "this is Killing me", "Jan 5 and Jan 12", "since 03.05.2024 numb",
    "factor V Leiden", "my name is on it", "the name is will call", "how do you spell it",
    "GFR 55", "PHQ-9 12", "it can be 10 on 5/3 days", "Blood Pressure 120/80",
    "CPT 97110 97140", "97110 97140", "My Doctor Recommended Dry Needling",
    "appt with acupuncture", "turned 40 and may I come", "be 10 min late on the 5th",
]  # fmt: skip


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_a_detail_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_an_ordinary_word_or_number_stays(text: str) -> None:
    assert mask(text) == text


def test_details_point_into_the_original_text() -> None:
    text = "I'm Priya Nair, 212-555-0199"
    assert [(d.kind, text[d.start : d.end]) for d in find(text)] == [
        ("name", "Priya Nair"),
        ("phone", "212-555-0199"),
    ]


def test_masking_twice_changes_nothing() -> None:
    for text, masked in MASKED:
        assert mask(mask(text)) == masked


@pytest.mark.parametrize(
    "text", ["", "\x00", "@" * 4000, "1 " * 2000, "a.b@" * 1000, "my name is " * 300]
)
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(mask(text), str)


@pytest.mark.parametrize(
    ("number", "holds"), [("4111 1111 1111 1111", True), ("4111-1111-1111-1112", False)]
)
def test_the_check_digit_of_a_card(number: str, holds: bool) -> None:
    assert luhn(number) is holds


@given(st.text(max_size=60))
def test_whatever_is_typed_the_spans_are_in_order_and_lie_within(text: str) -> None:
    end = 0
    for detail in find(text):
        assert end <= detail.start < detail.end <= len(text)
        end = detail.end
