"""Words that are no names though they stand where a name might: "I'm sore", "this is Great"."""

from __future__ import annotations

COMMON = frozenset(
    """
    a able about absolutely academy accepted acting actual actually address adult advanced
    advantage advil aetna afraid african after afternoon again age aged aide airport all allergic
    allergy allowed almost already also always am ambulance american amex an anaesthetic and
    anemic anesthetic angry another another's answer answers anxious any anyone anyone's anything
    anyway apologies apparently appointment appointments april apt are around arrive arthritis
    article as asap asian ask asked asking assessment association at athlete attention august
    autism available avenue away awful b-day baby bachelor back bad bald basic basically bc bday be
    because been before beginner behind being believe belly best better between bicycle bike bill
    billing birthdate birthday
    black bleeding blog blue board body book booked booking born boston both bother botox break
    bring brings british broadway bronx bronze brother brought bruised btw building bunch bundle
    bus busy but by bye cab calendar called calling came camp can canadian cancel cancelled cannot
    cant card care caribbean case cash catholic cause caution cc cell certain certainly
    certificate certified chair change changed chapter chart check checking cheers chinese choice
    christian christmas cigna circle city claim class classes clear client clinic clinical close
    closed clumsy coach cold colleague college come comes coming complaint completely concerned
    confirmation confirmed confused congrats congratulations consent considering consult
    consultation convinced copay correct could couple course cousin cover covered covers crazy
    cream credit crew cross crying cup curious currently cvs d.o.b dad dancer danger date daughter
    day days dead deal dealing dear debit december definitely degree delayed dental depends desk
    desperate details diabetic did different difficult discount dizzy dl do dob doc doctor doctors
    does doing dominican done dont doubtful down downtown dr draft drink driver driving drop dry
    due during dutch each early east easter eastern eat eating edit either elevator eligible else
    email emailing embarrassed emergency emg empire employee english enough entrance episode er
    essential evaluation even evening ever every everybody everyone everything exact exactly exam
    except excited exercise exhausted exit expecting experiencing expert experts explain extra
    extremely eyes family far fast fat fax february feel feeling feels felt female ferry fever few
    fiance fibro field file film final finally find fine finished first fit five floor folks
    follow-up following food foot for forgot form former forty forward found four free french
    friday friend friendly friends from front frustrated fsa full fully game garage gas gate gave
    gentlemen german get gets getting gift girl give given giving glad go going gold gone gonna
    good goodbye got gp gran grandma grateful great greek group guessing guys gym had haha haitian
    half hand hands happened happens happy hard has hasidic have having he heading healing
    healthcare healthy hearing heat hello help her here here's hers hey hi him hip his hispanic
    hold holiday holidays home honestly hope hopefully hoping hospital hospitalized hot hour hours
    house housebound how however hsa hubby hubby's hun hungry hurt hurting hurts husband
    hypermobile i i'd i'll i'm i've ice id idnyc if ill im immigrant important impossible in inbox
    incorrect indian injection injections injured inside instead institutes insurance insured
    intake interested intermediate internet into intro introduction investigation invoice irish is
    issue it it's italian its itself jamaican january japanese jersey jewish july june just keep
    kept kids kind kinda kindly knee knew know knows korean ladies lady last late later law lawyer
    league leave leaving lecture left leg legally less let let's level licence license licensed
    lift light like likely line list listed listening little live lives living lmao lobby local
    lol long look looking looks lost lot lots love low lower lucky lunch made main mainly make
    makes making male mama man manager manhattan many map marathon march married massage
    mastercard mate maybe me mean means meant medicaid medical medicare medicated medicine member
    mention menu message meter metro mexican middle might mine minute minutes miserable miss
    missed missing misspelled mistake mom monday money month months more morning most mother moved
    movie moving mr mri mrn mrs ms much mum mums muscle muslim must my mychart myself name named
    names nan national naturally near neck need needed needing needle needles needling nervous
    never new newsletter next nhs nice night no nobody none nope normal north not note notes
    nothing notice noticing november now numb number nurse nyc october of off office often ok okay
    old older on on-call once one online only onto open option or orchestra order originally
    orthodox orthopaedic orthopedic orthopedist other our ours out outside over overdue overweight
    own p.s. package page paid pain painful papa parent parents parked parking part passport
    patient pay paying payment people perfect period person personally petite phone phone-call
    physical physically physio pick piece place plain plan planning platform platinum play please
    pleased pls plus plz pm point policy polish portal positive possible practice practitioner
    prefer preferred pregnant premium pretty price primary privacy private probably problem
    professional prone proof provider prp ps pt puerto put quarter queens question questions quick
    quiet quite quitting race rain ramp rate rather reach read ready really reason receipt
    receiving reception receptionist record recovering reference referral referred refund
    regarding regards registered regretting regular release relief remember reminder report
    request rescheduling respectfully rest result results retired returning review reviews rico
    ride ridiculous right room room-number route rule rules run runner running russian sad safe
    said same saturday saw say saying says scared sceptic schedule scheduled scooter season sec
    second secondary section see seeing seeking seen self self-pay seminar send senior sensitive
    sent separated september series serious seriously session sessions set several severely she
    shift short shot should shoulder show shy sick side sign silver simply since sincerely single
    sir sirs sister sitting six skeptic skeptical skin skinny sleeping sleepy slightly slot slow
    small smoker snow so sober soc society soft some somebody someone someone's something
    something's sometimes son song soon sore sorry sounds south spanish spasm speak speaking
    special specialist spelled spelt spot spring ssn staff stair stairs standing star stars start
    started starting starving states stay stiff still stop stopped story stressed stretch stroke
    struggling stuck student stuff such suffering suite summer sun sunday super supposed
    supposedly sure surgeons surgery swollen system table take taken takes taking talk tall taxi
    tbh team tell ten tender terminal terms terrible terrified text than thank thankful thankfully
    thanks that that's thats the their them then therapist therapy there therefore these they
    thing things think thinking third this those though thought three through thursday thx tickets
    till time times tingling tired to today together told tomorrow tonight tons too took totally
    touch track traffic train translate traveling travelling treated treatment trigger trip
    trouble truck true truly try trying tuesday turkish turn twelve twenty two ty type unable
    uncertain uncomfortable under understand unfortunately unhappy unimportant uninsured united
    unless unlikely unsure until unusual up update upper upset uptown urgent us usa use used using
    usually vaccinated valet vegan very veteran viola visa visit visiting visually voicemail
    vomiting voucher vs wait waiting waiver wake walk walked walking wanna want wanted wanting
    wants warehouse warm warning was water way we weak wear wearing webinar website wednesday
    wednesdays week weekend weeks welcome well went were west what whats wheelchair when where
    which while white who whole why wife will willing window wish with without woman wonder
    wonderful wondering word words work working works workshop worried worse worth would wow
    writing wrong xanax y'all yeah year years yep yes yesterday yet york yorkers you young your
    youre yours yup zero zip zone
    """.split()
)
"""Also words of the clinic's desk, days, months and peoples."""

PLACES = frozenset(
    """
    airport ave avenue beach blvd boulevard bridge building center centre church circle city
    clinic college county court cup day drive eve expressway fair festival field gardens gym hall
    health heights highway hill hospital hotel house institute island lake lane mall marathon
    market medical memorial park parkway place plaza point river road school slope square st state
    station store street subway terminal tower tunnel turnpike university village way
    """.split()
)
"""Words that make a street, a place or a day of the capitalised word before them."""

CLINICAL = frozenset(
    """
    angle arch cast classification collar contracture criteria cyst deformity disease fracture
    frame grade horse index ligament maneuver manoeuvre muscle neuroma nodes operation palsy
    phenomenon procedure protocol reflex repair rule scale score sign splint sprain surgery
    syndrome technique test thyroiditis tumor tumour wort
    """.split()
)
"""Words that make the name of a disease, a test or a plant of the name before them."""
