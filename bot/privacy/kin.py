"""What people are called instead of by name: relatives and the like, and titles; for patterns.

Each alternative ends in a word that is written out, so that a text without these need not be
searched: `bot.privacy.said.last_words`.
"""

KIN = (
    "mother[- ]in[- ]law|father[- ]in[- ]law|sister[- ]in[- ]law|brother[- ]in[- ]law"
    "|daughter[- ]in[- ]law|son[- ]in[- ]law|mother|mom|mum|mama|mami|mamá|dad|daddy"
    "|father|papa|papá|son|sons|daughter|daughters|wife|husband"
    "|partner|spouse|fiancee|fiance|fiancée|fiancé|girlfriend|boyfriend|gf|bf|ex|brother|bro|sister|sis|cousin"
    "|nephew|niece|aunt|auntie|uncle|tia|tio|tía|tío|grandma|grandmother|granny|grandpa|grandfather"
    "|abuela|abuelo|hijo|hija|esposo|esposa|hermano|hermana|friend|buddy|roommate|roomate|flatmate"
    "|neighbour|neighbor|boss|manager|coworker|co-worker|colleague|client|aide|caregiver|nurse|therapist"
    "|coach"
    "|trainer|teacher|accountant|lawyer|attorney|landlord|tenant|baby|twins|twin|kid|kids|child"
    "|children"
    "|student|guy|lady|girl|boy|man|woman|gentleman|doctor|physio|assistant|secretary|belayer"
    "|patient|pt|parent|guardian|super|rep|person|interpreter|driver|oldest"
    "|youngest|eldest|middle one|other half|better half"
    "|hubby|wifey|bestie|bff|godmother|godson|goddaughter|stepmother|stepfather|roomie|receptionist"
    "|intern|masseuse|trainee|partner|step dad|stepdad|step mom|stepmom|stepson"
    "|fiancee|pcp|surgeon|chiropractor|acupuncturist|midwife|tutor|pastor"
    "|housekeeper|helper|carer|sitter|babysitter|nanny|coworkers|teammate|training partner|one"
)

TITLES = (
    "mr|mrs|ms|miss|mx|mister|missus|dr|doctor|prof|professor|rev|reverend|pastor|rabbi|imam|fr"
    "|father|sister|brother|coach|captain|sgt|officer|judge|sir|madam|señora|señor|senora|senor|sra|sr|srta"
    "|don|doña|monsieur|madame|aunt|auntie|uncle|tia|tio|nurse"
    "|grandma|grandpa|granny|abuela|abuelo|nonna|oma|opa|bubbe|zayde"
)
