"""Capitalised words that are no people: medicines, makers, payers, diseases, body parts, places."""

from __future__ import annotations

THINGS = frozenset(
    """
    a1c aaa aarp abbe-estlander abc aberdeen abilify accutane acetaminophen achilles acl actemra
    actos acupro acupuncture acupuncturist adalimumab adderall addison adductor adhd adidas
    adirondacks adson advair advanced advil aetna affinity afghanistan african-american agupunt
    aimovig airbnb ajovy alabama alaska albania albanian albany albuterol aldi aleve alexa algeria
    alipay allah allegra allen allstate alps als amazon ambetter ambien america americans
    amerigroup amex amharic amish amitriptyline amlodipine amoxicillin amsterdam amtrak anaheim
    anatomy android angola ankylosing annapolis anoro anthem apgar apixaban apley app apple apta
    arab arabic argentina argentinian arimidex aripiprazole arizona arkansas armenia armenian
    armour arnica arnicare arnold asap ash ashworth asia asian-american asics aspen asperger
    aspirin astoria atenolol athens ativan atlanta atlantic atlas atm atorvastatin atripla audi
    augmentin australia australian austria autorité avonex ayurveda ayurvedic azerbaijan
    azithromycin baastrup babinski baclofen bactrim bahamas baker baltimore bangkok bangladesh
    bangladeshi bankart baptist barbados barbie barcelona barlow barnum barre bay bayonne bbc bcbs
    bechterew behcet behçet beighton beijing belarus belarusian belfast belgium belize bell
    bellevue belviq benadryl bengali bengay benicar benin bennet bensonhurst berg berlin bermuda
    betamethasone bhutan bible biceps biofreeze birkenstock birmingham bleecker blount bluecross
    bluetooth bmi bmw bogota boise bolivia bolivian boniva boots borg bose bosnia bosnian boston
    bosu bot botox botswana bouchard bournemouth boutonniere bowflex bp bppv bqe brachioradialis
    brazil brazilian bridgeport brighton brilinta bristol britain broadway brookfield brooklyn
    brooks brownsville bruckner brudzinski brugada brunei brussels bucharest budapest buddha
    buddhism buddhist buerger buffalo bulgaria bulgarian bupivacaine bupropion burger burkitt
    burmese burundi bushwick buspar bydureon bystolic c-section c-sections cadillac caesarean
    cairo calgary california calm cambodia camden cameroon camino canada canal canarsie cantonese
    canva capsaicin caracas cardizem carefirst carnegie carolina carpal carvedilol catalan
    catskills caucasian cauda cbd cbs cd cdc celebrex celestone celexa centene central cephalexin
    cervical cesarean chantix chanukah charcot charleston charlot chatbot chatgpt chelsea
    chevrolet chevy cheyne chiari chicago chile chilean china chinatown chipotle chiropractic
    chiropractor christ christianity chrysler cialis cigna cimzia cincinnati cinco cipro citi
    citibank civic claritin cleveland clexane clindamycin clonazepam clopidogrel cma cnn cobb
    cobra codeine codman colace colgate colles colombia colombian colorado columbia columbus
    comoros concept concerta coney congo connecticut copaxone copd copenhagen coreg cornell corona
    cortisone cosentyx costco coumadin covid cozaar cozen cpap cpt creole crestor croatia croatian
    crocs crohn crohns crossfit crps ct cuba cuban cuff cuny cupping cushing cushing-s cvs
    cymbalta cyprus czech dabigatran dakota danbury danish danlos dayquil dc decadron deegan
    dejerine dekalb delancey delaware delhi deltoid demerol denmark denver depakote depo
    depo-medrol detroit detrol dexamethasone dexilant dextrose dhaka diclofenac dilantin dilaudid
    diovan disc discord disney ditropan diwali dix-hallpike diy djibouti do dodge domingo dominica
    doordash dpt dropbox dry dubai dublin duchenne duloxetine dumbo dunkin dupixent dupuytren
    durolane dvd dysport east easter ebay ecg ecuador ecuadorian edarbi edinburgh edison eds
    effexor effient egypt egyptian ehlers eid ein ekg elavil elbow eliquis elmhurst emblem
    emblemhealth emg emgality emirates empireblue emt enbrel england ent entresto epinephrine
    epipen epley epsom equinox er erb escitalopram espn estonia estonian estrogen ethiopia
    ethiopian etsy eu euflexxa europe european evangelical evenity evicore evista excedrin excel
    expedia express extensor faber fabere fabry facebook facetime fadir famotidine faq fargo farsi
    farxiga fasciitis fda fdny fedex femoris fentanyl fibromyalgia fidelis filipino finasteride
    finkelstein finland finnish fitbit fitbod flagyl flatbush flexeril flexor flomax flonase
    florida flovent flu fluoxetine flushing flyer focalin foods ford fordham fort-lee forteo
    fosamax fracture france frankenstein frankfurt freiberg freightliner fresno freud fridays
    froment frozen fuchs fulani furosemide fyi gabapentin gabon gaenslen galeazzi gambia garmin
    gastroc gastrocnemius gatorade gaucher geha gehrig geico general geneva georgia georgian gerd
    gerdy germany ghana ghanaian ghi giants gillain gilmore glasgow gleason glucophage glute
    glutes gluteus glyburide gmail god golden golfer golfers golgi google gopro gout gowanus gps
    graf grand graston graves greece greenpoint greenwich grenada grey grey's greyhound grisel
    groupon grubhub gua guadalajara guangzhou guatemala gucci guggenheim guillain guillain-barre
    guinea gujarati gunn guru guyana guyon guyons haglund haiti haldol halloween hallux hamburg
    hamptons hamstring hanoi hanukkah harlem hartford hashimoto hashimotos hausa haute havana
    hawaii hawkin hawkins-kennedy hba headspace healthfirst healthplus heberden hebrew helsinki
    hemophilia hempstead heparin herald hermes herniated hill-sachs hillside hilton hindi hindu
    hip hipaa hirschsprung hiv hoboken hodgkin hoffa hoka honda honduras honolulu hoover horner
    houston hoyt hpv hsbc hss hulu humana humira hungarian hungary huntington hyalgan
    hydrochlorothiazide hydrocodone hydroxyzine hypothyroid hyundai hyzaar ibs ibuprofen icd
    iceland icelandic icloud icu icyhot iftar igbo ikea iliacus iliopsoas ilizarov illinois
    imitrex imuran inderal indiana indigenous indonesia indonesian infraspinatus inr instacart
    instagram insulin invokana inwood ios iowa ipad iphone iran iranian iraq iraqi ireland ironman
    ironmans islam islamic isotretinoin israel israeli istanbul italy ivf ivory jaguar jakarta
    jamaica janda jantoven januvia japan jardiance jay jeep jendrassik jerusalem jesus jets jfk
    jobe johannesburg jordanian judaism jumah juneteenth kaiser kansas karachi karnofsky kazakh
    kazakhstan keflex kefzol kehr kellgren kenalog kenalog-40 kentucky kenya kenyan keppra kernig
    ketamine kevzara khmer kia kienbock kiev kinesio kinesiotape kiosk kissena klippel klonopin
    knicks knoxville kodak kohler kohls kolkata korea kosovo krakow kurdish kuwait kwanzaa kyiv
    kyrgyzstan labor lac lachman lagos laguardia lahore lakers lamictal langone language lantus
    laos laseg lasegue lasix latin latina latino latinx latuda latvia latvian lebanese lebanon
    leeds legg lego leiden lent leqvio levaquin levator levemir levitra levothyroxine lexapro
    lexington
    lexus liberia libya lidocaine lidoderm lidopatch likert lima lincoln linkedin linzess lipitor
    lirr lisbon lisfranc lisinopril listerine lithium lithuania lithuanian liverpool lmt lord
    lorimer losartan lou louboutin louisiana louisville lovastatin lovenox lpn ludington lululemon
    lumbar lumborum lunar lunesta lupron lupus lutheran luxembourg lyft lyme lyon lyrica lysol
    macedonian macrobid macy macys madagascar madam madison madrid magellan magnacare magnesium
    main maine maisonneuve maitland malawi malaysia malaysian maldives mali malta maltese
    manchester mandarin manila maps marathon marcaine marcumar marfan marijuana marriott maryland
    mass massachusetts masseter mastercard mauritius maxalt maximus mazda mcdonalds mcl mcmurray
    md mds medellin medicaid medicare medicare-advantage medigap medius medrol megabus melatonin
    melbourne meloxicam memphis meniere menieres mepivacaine mercedes meritain merrick mestinon
    met metformin methodist methotrexate methylprednisolone metoprolol metrocard metroplus mets
    mexico meyerding miami micardis michigan microsoft midtown midwood milwaukee minimus
    minneapolis minnesota minoxidil mirena mississippi missouri mobic modic moldova moma monaco
    mondays mongolia mongolian montana montauk montclair montefiore montevideo montreal mormon
    moroccan morocco morton mortons moscow moses motion motrin mounjaro mount moxa mozambique mr
    mri mrs ms mta mucinex mulder multifidus multiplan mumbai munich muscle myanmar myofascial
    nagel nairobi namenda namibia naples naproxen nashville nasonex nassau nba nbc ncs nebraska
    neer nepal nepali nerve netflix netherlands nets neurontin neuropathy nevada new-year newark
    newport newton nexium nfl niacin nicaragua niger nigeria nigerian nike nintendo nissan nj
    njtransit nobel noble norco nordic nordictrack nordstrom north northern norvasc norwalk norway
    norwegian nostrand novolog nowruz np npi npr nprs nsaid nsaids nucynta nurofen nurtec nuvigil
    ny nyack nyc nydnrehab nypd nyquil nyu oa oakland ob-gyn obamacare ober obgyn ocd oculus
    odessa odi ohio ok oklahoma ollier olumiant olympics omaha oman omeprazole optum orange oregon
    orencia orlando orthovisc oscar osgood oslo osteoarthritis osteopath osteoporosis oswestry ot
    otezla ottawa oura outlook oxford oxycodone oxycontin ozempic pa paget pakistan pakistani
    palestine pamelor panadol panama pancoast papua paracetamol paraguay paramus paris parkinson
    parkinsons pashto passover path pavlik paxil paypal pbs pcl pcp pdf pec pecs peloton penetrex
    penicillin pennsylvania pepcid pepsi pepto percocet percodan peroneus persian perth perthes
    peru peruvian pes pesach pfirrmann phalen phalens phd phenergan philadelphia philippines
    phoenix pilates pin pinterest piriformis piscataway pittsburgh planet plantar plavix
    playstation poland poles polish-speaking pompe popeye port-au-prince portland portugal
    portuguese pots pott poughkeepsie powerpoint prada pradaxa prague praluent pravachol
    prednisolone prednisone premarin presbyterian presidents prilosec primary princeton pristiq
    prius procaine procardia prograf progressive prolia propecia propranolol protonix providence
    provigil prozac psoas pt pterygoid ptsd punjabi purim q-angle quadratus quads quaker quebec
    queens quervain quickbooks quito qulipta ra raleigh ralphs ramadan rangers rankin raynaud
    raynauds reclast rectus reddit reebok reiki reiter relpax remeron remicade renne reno repatha
    requip restasis restoril retriever rett rexulti reykjavik rheumatoid rhomboid rhomboids
    richmond ridgefield ridgewood rinvoq risperdal ritalin rituxan rivaroxaban riverdale riverside
    riyadh rn robaxin rochester rockaway rockaways rockefeller rockies roland-morris rolex rolfing
    romania romanian romberg rome roomba roos ropivacaine rosh rotator rotterdam route rpt rsv
    russia rwanda sabbath sachs sacral sacramento safeway salem salonpas salt samoa samsonite
    samsung sandimmune santo sarapin sartorius saturdays saucony saudi savella saxenda scalene
    scalenes scarsdale schatzker scheuermann scheuermanns schlatter schmorl sciatic sciatica
    scoliosis scotland seattle secaucus secondary seirin senegal seoul sephora serbia serbian
    seroquel sertraline sever seville seychelles sf-36 sha shabbat shabbos shanghai sharp shiatsu
    shingles si sikh simons simponi sinai sinding sinding-larsen singapore singulair sintrom sir
    siri sjogren sjogrens skechers skelaxin skype skyrizi slack slovak slovakia slovenia slovenian
    sms snapchat soho soleus solu-medrol soma somali somalia sonata sony soulcycle south spa spain
    spartan speed spinal spine spiriva spokane spotify spurling stamford starbucks station std
    steinberg stelara stener stenosis sternocleidomastoid steroid stinchfield stockholm strattera
    strava subaru suboccipital suboccipitals suboxone subscapularis subway sudafed sudan sudeck
    suffolk sumatriptan sundays sunrise suny supartz super-bowl superbowl supraspinatus surest
    suriname suv swahili swaziland sweden swedish switzerland symbicort syme synovitis synthroid
    synvisc syracuse syria syrian t-rex t-score tacoma tagalog taipei taiwan taiwanese tajikistan
    taltz tamil tamoxifen tampa tamsulosin tanzania target tarlov teaneck tegretol tehran teladoc
    telehealth telugu temazepam temporalis tempurpedic tennessee tennis tens teres tesla texas tfl
    thai thailand thanksgiving thc theory theraflu theragun thomsen thoracic thumb thursdays
    tibetan tibialis tietze tigrinya tijuana tiktok tinel tinels tinetti tizanidine tmd tmj tobago
    togo tokyo tompkins toms tonga topamax topeka toradol toronto tough-mudder tourette toyota
    trader tradjenta tramadol trapezius traumeel travell trazodone trek tremfya trendelenburg
    trental trenton triamcinolone triathlon tribeca tricare triceps trileptal trinidad trousseau
    trps trulicity tucson tuesdays tui tulsa tums tunisia tunnel turin turkey turkey-trot
    turkmenistan turmeric tv twi twitter tylenol tymlos uber ubrelvy uganda uhc uk ukraine
    ukrainian ultram un union uniqlo unitedhealth unitedhealthcare ups urdu uruguay usa usb usps
    utah uti utica uzbek uzbekistan va valacyclovir valencia valentine's valium valtrex vancouver
    vans vas vasotec vastus vatican venezuela venezuelan venice venlafaxine venmo ventolin verizon
    vermont vespa vespas veterans vfw viagra vicks vicodin victoza vienna vietnam vietnamese vioxx
    vip vistaril vitamin volkmann volkswagen voltaren voltarol volvo vyvanse wales walgreens wall
    wallenberg walmart warfarin warsaw wartenberg washington wayfair web wednesdays wegovy
    wellbutrin wellcare wellfleet wendy's west westchester westcott western wet whatsapp who whole
    whoop wi-fi wichita wifi wii wilms wimbledon windows wisconsin wolff wolof woodhaven woodside
    woodstock wyoming x-ray x-rays xanax xarelto xbox xeljanz xeomin xolair xray xyzal yahoo
    yamaha yankees yellowstone yelp yemen yerevan yergason yiddish yocum yoga yom yonkers yoruba
    youtube zambia zanaflex zantac zarontin zelle zepbound zetia zimbabwe zithromax zocdoc zocor
    zofran zoloft zomig zone zoom zovirax zumba zurich zwift zyprexa zyrtec
    """.split()
)

FAMOUS = frozenset(
    (
        "albert einstein", "dick sporting", "george washington", "john deere", "john hancock",
        "john jay", "johns hopkins", "johnson johnson", "lenox hill", "lou gehrig", "martin luther",
        "mary poppins", "peter pan", "robert wood", "saint john", "tommy john", "trader joe",
        "wells fargo", "william penn",
    )
)  # fmt: skip
"""Two names that stand for a house, a school or a bank."""
