"""Common surnames of New York's communities, written for this project."""

from __future__ import annotations

COMMON_TOO = frozenset(
    "best bishop black case cash cross english french good hand head long love north page power"
    " price read rice short small strong west young".split()
)
"""Ordinary words that are surnames right behind a first name: "Yolanda Price"."""

SURNAMES = frozenset(
    """
    abbott abdi abdullah abebe abernathy abramov abrams abubakar acevedo acheampong achebe acosta
    adamczyk adams adebayo adekunle adeleke adeyemi adjei afolabi agarwal agbaje aggarwal aguilar
    aguirre agyeman ahmed ahn aidoo akande akhmedov akhtar akin akinola akter alam alarcon
    alcantara alexander alfaro alhassan almonte alonso alonzo altman alvarado alvarez amador
    ambrose amin amoah anand anderson andrade andrews antonelli anyanwu aponte appiah aquino
    araujo arce archer arellano arias armstrong arora arroyo asante ashby ashraf atkins atkinson
    avila awad ayala ayers aziz baez bailey bajwa baldwin balogun banerjee baptiste barajas
    baranov barker barnes barrett barrios barron bartlett bartley basu batista bauer bautista
    baxter becker beckett bedford bednarz begum bello belova beltran benavides benitez benjamin
    bennett benson bereczki berger bergman bernal bernard bernstein bhatt bhattacharya bhatti
    biswas blackburn blackmon blackwell blanco blum boateng bogdanov bondarenko bonilla boone
    borges borisov boswell bowen boyd boyle bradley brandt braun brennan briggs brock bronstein
    bryan bryant buchanan buckley bui burgos burke burnett burns burton bustamante byrd byrne
    caballero cabral cabrera cain calderon caldwell calhoun callaghan callahan camacho cameron
    campbell campos cano cantu caraballo cardenas carey carlson carmona carney carr carrasco
    carrillo carroll carson casey cassidy castaneda castellanos castillo castro caudill cervantes
    chacon chan chang charles chatterjee chaudhari chaudhry chaudhury chavez cheung chiang cho
    choi chopra choudhury chow chowdhury christensen christie christophe chua chung cisneros clark
    clarke clements cobbina cochran coffey cohen colbert coleman collier collins colon combs
    conley connolly conrad contreras conway cooley corbett cordero cordova cornejo corrigan cortes
    cortez costello coughlin craig cramer crawford cruz cuevas cummings cunningham curran curtis
    dalal daley daly dangelo daniels danso darby dasilva davenport davidson davies davila davis
    dawson de-jesus decker dejesus delacruz delaney delarosa deleon delgadillo delgado demarco
    denton desai deshpande devine dhillon diallo diaz diaz-ortiz dickerson dickson dimitrov diop
    dixon djordjevic do-nascimento dobbs doherty dolan dominguez donahue donnelly donovan dorsey
    douglas downey doyle drayton drummond duarte dube dubinsky dubois dudley duffy duggan duncan
    duong dupont duran durant dutta dyer eaton echevarria edmonds edwards ekwueme elkins elliott
    ellis emery encarnacion engel enriquez epstein erickson escobar eskandari esparza espinal
    espinosa esposito estevez estrada etienne evangelista evans everett ewing fagan fairchild
    farah farley farooq farrell faulkner fedorov feinberg feldman feliciano felix fenton ferguson
    fernandes fernandez fernando ferrara ferrari ferreira ferrell ferrer figueroa finley finnegan
    fischer fitch fitzgerald fitzpatrick fleming fletcher flores fofana fogarty foley fontaine
    forbes ford-smith fournier fowler francis franco francois frank-jones frazier frey friedman
    friedrich fuentes fuller fulton gaines galindo gallagher gallegos gallo galvan gamboa garcia
    garner garrett garrison garza gaspar gaye gentile georgiou gerber ghosh gibson gilbert giles
    gillespie giordano givens godinez goldberg goldfarb goldman goldsmith goldstein gomez
    goncalves gonsalves gonzales gonzalez goodman gordon gorman govender grabowski grady graham
    granados greco greenberg gregory griffin griffith grossman grover guerrero guevara guillen
    gunawardena guo gupta gurung gustafson gutierrez guzman haddad hagan haines hakimi haley halim
    halpern hamilton hammond hanley hanna hansen hanson haque hardin harmon harper harrell
    harrington harris harrison hartman harvey hashemi hassan hatfield hawkins hayes haynes hebert
    helmsley henderson hendricks hendrix henry hensley herman hernandez herrera herring hess
    hickey hickman hidalgo higgins hildebrand hinton hirsch hoang hobbs hodge hodges hoffman hogan
    holder holland holloway holmes holt hopkins horowitz horton horvath hossain hossein howard
    howe howell hsu huang huber hudson huerta huffman huggins hughes hull humphrey hunt-davis
    hurley hurst hussain hussein hutchinson huynh ibrahim iglesias ingram inoue iqbal irwin islas
    ivanov ivanova iyer jacobs jacobson jaffe jalloh jamison jankowski jaramillo jarvis jefferson
    jenkins jensen jeong jha jimenez jimerson johansson johns johnson johnston jones joseph joshi
    joyce juarez jung kahn kamara kaminski kang kantor kaplan kapoor karim karimi kasper kato katz
    kaufman kaur keane keating keita kelleher keller kelly kendrick kennedy keough kerr kessler
    khalil khan khanna khatun kilgore kinsey kirby klein klimek knox koenig kofman kohli kone
    konstantinou koroma kovacs kovalenko kowal kowalczyk kowalska kowalski kozlov kozlowski kramer
    krause kravchenko krishnan krueger kruger kulkarni kumar kumari kuntz kuznetsov kuznetsova
    kwan kwon lacy lahiri lal lambert lancaster landau landry lane-fox langley lara larsen lavelle
    lawson le-roux leary lebedev leblanc ledesma lefkowitz leibowitz lennon lentz leong lerner
    leslie-brown lester leung levi levin levine lewandowski lewis lieberman lim lindholm lindqvist
    lindsey lipscomb litvak liu livingston lloyd lombardi lombardo london-reed lopez lora lowery
    lozano lubin lucas-smith lucero lugo luong lynch macdonald macias mackey madden maddox magana
    maher mahmood mahmoud mahoney maldonado malik mallick malloy malone mancini manning marchand
    marchetti marin marino markowitz marquez marrero marte martin martinez massey mathew mathews
    mathis matos matsumoto matthews maxwell mayer maynard mazur mbaye mbeki mcbride mccabe mccall
    mccann mccarthy mccartney mcclain mcclure mcconnell mccormick mccoy mccullough mcdaniel
    mcdermott mcdonald mcfarland mcgee mcgowan mcgrath mcguire mcintosh mcintyre mckay mckee
    mckenzie mckinney mclaughlin mclean mcmahon mcmillan mcneil mcpherson medina medrano meehan
    mehta mejia melendez melnyk melo mena mendez mendoza menon mensah mercado merritt messina
    meyer meyers meza miah michaels michel middleton milan-lopez miller minaj miranda mirza misra
    mitchell mitra mizrahi mohamed mohammed mohan mohr molina molnar monaghan moncada montalvo
    montero montes montgomery montoya mooney morales moran moreau moreno moretti moretz morozov
    morris morrison morrow moscowitz moya mueller mukherjee mulligan munoz munoz-diaz murphy
    murray musa mustafa muzaffar myers nadeem nagy naidu naik nair nakamura napier narayan narvaez
    nascimento nash nasser nath nava navarro nazarian ndiaye negron nelson neumann newman ngo
    nguyen nielsen nieves nikolaev nikolaidis nixon noonan norris norton novak nowak nowakowski
    nunez nwachukwu nwankwo nwosu o'brien o'connell o'connor o'donnell o'hara o'keefe o'leary
    o'malley o'neill o'rourke o'shea o'sullivan obi obrien ocampo ochoa oconnor odom odonnell
    ogunleye ojeda okafor okeke okonkwo okoro okoye olawale oleary olivares oliveira olmos olsen
    olson omar oneal oneill ong oppong ordonez orellana orozco ortega ortiz osborne osei oshea
    osorio otero ouedraogo overton owens owusu oyelaran oyelowo ozturk pabon pacheco padgett
    padilla paek paez pagan palacios palmer pandey pantoja papadopoulos papas pappalardo pappas
    parikh parra parrish parsons pascual patel paterson patil patrick-jones patterson patton
    paul-smith pavlov payne pearson peck penn peralta perdomo pereira perez perkins peters
    petersen peterson petrov petrova pettway peña pham phan phelps philippe phillips pierre
    pierson pimentel pineda pinto pittman plaza-ruiz plimpton polanco pollard ponce popov portillo
    portnoy powell prado prakash prasad preston prieto prokop pruett pruitt puente puri qadir
    quach quezada quigley quinn quinones quintana quintanilla quintero quispe quiñones rahimi
    rahman rajan ramachandran ramirez ramos ramsey rana randall rangel rao raymond redding reddy
    reeves reid reilly resnick restrepo reyes reynolds reynoso rhodes richards richardson riggs
    riley rios ritter rivas rivera robbins roberts robertson robinson robles roche rodas rodgers
    rodrigues rodriguez rogers rojas roldan rollins roman-cruz romanenko romano romanov romero
    rosado rosales rosario rosen rosenberg rosenthal ross rossi rowe roy rubin rubinstein rubio
    rucker ruiz russo rutherford ryan sadiq sadler saeed saeedi saha saint-louis salas salazar
    salcedo saldana salerno salgado salim salinas sampson samuels sanchez sanders sandhu sandoval
    sanford sankaran santana santiago santoro santos sarkar sarwar sato saunders sawyer saxena
    scalia schaefer schafer schmidt schneider schultz schwartz seck segal segura sengupta serra
    serrano sethi sewell sexton shaffer shah shaikh shannon shapiro sharma shaw sheehan shelton
    sheridan shevchenko shields shin siddiqui siegel siew silva silverman simmons simpson sims
    sinclair singh sinha sisay slater sloan smirnov smirnova smith sobczak sokolov solano solis
    solomon somers soriano sosa soto sousa spence stafford stanton stephens stephenson stevens
    stevenson stewart stokes stoltz strickland stroud stubbs suarez subramaniam subramanian
    suleiman suleman sullivan sultana sutherland sutton suzuki swanson sweeney sykes szabo szabó
    szymanski takahashi takeda talbot tanaka tapia tariq tavares taylor tejada tello teplitsky
    terrell tesfaye thapa thomas thompson thornton tiwari tobin todd tolentino tolliver tomlinson
    torre torres toure toussaint townsend tran traore trent trinh trivedi trujillo truong tsai
    tyson uddin ueda ugarte ulloa underhill underwood upton uribe usman vaidya valdes valdez
    valenti valentin vanegas varela vargas varghese vasquez vaughn vazquez vega velasquez velazco
    velez verma vicente vickers vidal viera villalobos villanueva villegas vincent vinson
    viswanathan vogel volkov vu waddell wagner walsh walters wang warner wasim wasserman watanabe
    watkins watson watts webb weber weems weinberg weinberger weinstein weiss welch whitaker
    whitehead whitfield whitley whitney whitten wiley wilkerson wilkins wilkinson williams
    williamson willis wilson winkler wisniewska wisniewski witt wojcik womack wong woodard
    woodward wright wu wyatt xie xiong xu yadav yamada yamamoto yang yao yates yeboah yilmaz yoder
    yoon yousef yusuf zaman zamora zapata zarate zavala zeller zepeda zhang zhao zheng zhou zhu
    ziegler zielinski zimmer zimmerman zimmermann zuniga
    """.split()
)
