"""Common first names of New York's communities, written for this project.

FIRST are names and hardly anything else. WORDS_TOO are names that are words, places or brands as
well ("will", "April", "Austin"): they count only where the text around them says so.
"""

from __future__ import annotations

FIRST = frozenset(
    """
    aaliyah aaron abdoul abdoulaye abdul abdullah abel abena abigail abraham adam adebayo adele
    adelina adeola adewale aditya adnan adrian adriana adunni afia agatha agnes agnieszka ahava
    ahmad ahmed aiden ailbhe ainsley aisha aishwarya aisling ajay akeem akira akosua alain alan
    alana albert alberto alejandra alejandrina alejandro aleksandr aleksandra alex alexander
    alexandra alexis alfie alfonso alfredo alhaji alice alicia alina alisha alison alistair
    allison alma altagracia althea alvaro alvin alyssa amadou amal amalia amanda amani amara amaya
    ambrose amelia amina amir amit amos amrita amy ana anabel anahit anand anastasia anatoly
    anders andre andrea andreas andreea andrei andres andrew andrzej anette angela angelica
    angelina angelique angelo anika anisha anita anjali ann anna annabelle anne annette annie
    annika ansel anselm anthony antoine antoinette anton antonia antonio anwar anya anzhela aoife
    aparna aquiles araceli aram arash archana archie ariana ariel arjun arlene arline arlo armando
    armen arnav artem arthur arturo artyom aryeh asha ashanti asher ashley ashok ashwin asif
    astrid asya atticus aubrey audra audrey augusto aurelia austen avery avi aviva avraham ayaan
    ayana ayesha ayo ayodele azadeh azim aziz azra babatunde bahar balthazar barack barbara
    barnaby barry bart bartosz bea beata beatrice beatriz becky belinda benedict benita benjamin
    bernadette bernard bernardo bernice bertha bertram bethany bettina betty beverly bharat bhavna
    bianca biju bilal birgit blaise bogdan bolanle boonsri boris bradley bram brandi brandon
    branka branko brenda brendan brendon brent brett brian brianna bridget brittany bronwyn bruce
    bryan bryce bukola caitlin caleb callie callum calogero calvin camila camilla camille candace
    candice carina carl carla carlos carlotta carlton carmela carmelo carmen carol carole caroline
    carolyn carrie cassandra cassidy catalina catarina catherine cathleen cathy cecilia cedric
    celeste celia cesar chad chaim chana chandra chantal charlene charles charlie chaya cheryl
    chesney cheyenne chiara chidi chika chinedu chinwe chioma chloe chris christina christine
    christopher christy ciara cindy claire clara clarence clarissa claude claudia claudio
    clementine cletus clifford clyde colin colleen concetta connie conor consuela consuelo cora
    cordelia corey corinne cornelius cory cosmo courtney craig crispin cristian cristina cristobal
    cruzita curtis cynthia cyrus czeslaw dalia damaris damian damien damon dana daniel daniela
    danielle danika danny danuta daphna daphne daria darius darlene darnell darnella darrell
    darren darya dave david davina dawid dawit deandre deanna deborah debra deepak deepika deirdre
    dejan delia delores delphine demetria demetrius denise dennis denzel derek dermot derrick
    deshawn desiree desmond devante deven devon devonte devorah dexter dhruv diallo diana diane
    diarmuid diego dieter dilip dilys dina dinesh dionne divya djibril dmitri dmitry dmytro
    dominic dominika dominique donald donna donovan dora doreen dorian doris dorota dorothea
    dorothy douglas dovid duane duncan dushawn dwayne dwight dylan eamon earnestine ebenezer ebony
    eddie edgar edith edmund eduard eduardo edward edwin efosa efrain efua eileen eitan ekaterina
    ekow elaine eleanor elena eleni elham eli eliana elias elif elijah elio eliot elisa elise
    eliza elizabeth ella ellen elliot elodie eloise elsa elspeth elton elvira emeka emerson emil
    emile emilia emiliano emilio emily emma emmanuel emre enid enrique enzo ephraim eric erica
    erik erika erin ernest ernestine ernesto esme esmeralda esperance esteban estela estelle
    esther ethan etta eudora eugene eugenia eugenio eunice eva evan evangeline evelina evelyn
    evgeny ewa ezekiel ezequiel ezra fabian fabio fabiola fabrice fadi fahim faisal faizan fanny
    farah farhan farida farrukh fatemeh fatima fatimah fatma fatou fatoumata fatoumatta federico
    felicia feliciana felipe felix fergus fernanda fernando fikret filip filomena fiona fitz
    flavia flavio fletcher florin folake folasade frances francesca francesco francine francisco
    francois franklin fred freda freddie frederic frederick freya frida fritz gabriel gabriela
    gabriella gail galina ganesh gareth gary gaston gavin gavriel geeta genevieve geoffrey george
    georgios gerald geraldine geraldo gerard gerardo gertrude ghulam giancarlo gianna gideon
    gilbert gilda gillian gino giorgio giovanna giovanni gisele gita giulia giuseppe gladys glenn
    gloria gordana gordon graciela graeme greg gregory greta grigory griselda grzegorz guadalupe
    guido guillermo gulnara gunther gustavo gwen gwendolyn gwyneth habib hadassah hafsa haim haji
    hakeem halina hamid hamza hana hanna hannah hans harold haroon harriet harris haruki harvey
    hasan hassan hassana hattie hector hedwig heidi heinrich helen helena helga henrietta henrik
    henry herbert herman hermann herminia hernan herschel hershel hilda hillary hina hiroshi hoa
    holly hortense howard hubert hugo hussein hyun ian ibrahim ida ife ifeanyi ifeoma ignacio
    ignatius igor ikram ildiko imani imelda imogen imran inderjit ines inez inge ingeborg ingrid
    inna ionut iqra irene irina irma irving irwin isaac isabel isabella isabelle isaiah isaias
    isidora isla ismael ismail itzel itzhak ivan ivana ivo ivonne iwona jabari jacinta jacinto
    jacky jacob jacqueline jacques jada jaden jadwiga jagdeep jaheim jahir jaime jake jakub jamal
    jamar jamel james jamie jamila jan jana jane janelle janet janette janice janine janusz jared
    jarek jasmin jasmine jason jaswinder javier javon jayden jayla jaylen jazmin jeanette jeanne
    jedediah jeff jeffrey jehan jelena jenna jennifer jenny jeremiah jeremy jermaine jerome jerry
    jerzy jesenia jesse jessica jianhua jiho jihye jill jimmy jinhee joan joanna joanne joaquin
    jocelyn jodie joel johan johanna john johnny jolanta jon jonah jonas jonathan jorge jose josef
    josefa josefina joseph josephine joshua josiah josue jovan joy-ann joyce juan juana juanita
    juanito judith judy julia julian juliana julie julien juliet julio julius junaid justin
    justine justyna kacper kadijatou kaitlin kaitlyn kalyani kamal kamala kamau kamila kamilah
    kareem karen karim karina karl karla karolina karthik kasandra kashif kasia katarzyna kate
    katerina kateryna katherine kathleen kathrin kathryn kathy katie katrina katya kavita kayla
    kazimierz keiko keisha keith kelechi kelly kelsey kelvin ken kendall kendra kendrick kenji
    kenneth kerry kevin keyshawn khadija khadijah khaled khalid khalil khanh kiana kianna kiara
    kieran kim-ly kimberly kimiko kiran kirsten kishore klara klaus kofi koji konstantin kostas
    kris krishna kristen kristin kristina krystyna krzysztof kumar kunal kurt kwabena kwame kwasi
    kyle kyung lachlan ladonna laila lakeisha lakisha lakshmi lamar lamont lanre lara larisa
    larissa larry lars lashonda latasha latisha latonya latoya laura lauren laurie lavinia lawanda
    lawrence lazaro leah leandro leela leena leif leila leilani lena lenore leocadia leon leonard
    leonardo leonel leonid leonora leopold leroy lesley leslie leticia levi lidia lila liliana
    lillian linda lindsay lindsey ling linh lior lisa liz lizbeth lizette ljubica lloyd lois
    lorena lorenzo loretta lorna lorraine louis louise lourenco lowell luba lucas lucia lucian
    luciana lucien lucille lucinda lucja lucretia lucy ludmila ludwik luigi luis luisa lukas luke
    lupe luther lydia lyle lynette lynne lyudmila mable maciej mackenzie madeleine madhavi magda
    magdalena mahalia mahesh mahmoud maimouna maisie maksim malachi malcolm malgorzata malia malik
    malka mallory mamadou mamie manal mandeep mandy manish manoj manuel manuela maral marcel
    marcela marcella marcelo marcia marcin marco marcos marcus marek margaret margery margo margot
    mari maria mariam mariama marian mariana marianne maribel maricel maricela marie mariel
    marielle marietta marija marika marilou marilyn marina mario marisa marisol marissa mariusz
    marjan marjorie marlene marlon marsha marta martha martin martina marvin mary maryam maryann
    marybeth masako masha masood mateo mateusz matias matilda matteo matthew matthias maude maura
    maureen maurice mauricio mauro maximilian maxine maya mayank mayra mazen meena meera megan
    mehdi mehmet mehwish mei mei-ling melanie melinda melisa melissa melvin menachem mendel
    menucha meredith micaela micah michael michal michel michela michele michelle miguel mihai
    mikael mikhail mila mildred milena milos mimi mindy minerva ming minh mira miranda mireille
    mirela miriam mirza misael mitchell mitsuko mohamed mohammad mohammed mohan mohini moira
    moishe monica monika monique mordecai mordechai morris morwenna moshe moussa muhammad mukesh
    munira murad muriel mustafa mykola mylene myriam myrna nabil nabila nadia nadine nadira naeem
    nahid nahla naima najma nancy nandini naomi narges nasir nasreen natalia natalie nataliya
    natalya natasha nathalie nathan nathaniel naveed nayeli nazanin ndeye neal neha neil nello
    nelly nelson nessa nestor neva nevaeh ngozi nia niamh nicholas nick nico nicola nicolas nicole
    nicoletta nidia nigel nikhil nikita nikki nikolai nilda nina ning nisha nitin nkechi nneka
    noah noel noelle noemi nora norah norma norman nuala nuno nuria nusrat nydia obinna oceane
    octavia odalys odell odette ofelia oksana ola olawale oleg olek oleksandr olena olga oliver
    olivia olu oluwaseun oluwatobi omar omer omkar ophelia orla orly osman oswaldo otto oumar
    ousmane owen oyunbileg pablo pallavi paloma pam pamela paola paolo parisa parminder parvati
    parveen pascal pasquale patrice patricia patrick patryk paul paula paulina pauline paulo pavel
    pawel payal pedro peggy penelope percy peter petra philip philippe phillip phoebe phyllis
    pierina pierre pilar pinchas piotr polina pooja pradeep prakash pranav preeti prince-ann
    priscilla priya priyanka purvi qasim quentin quinn rabia rachael rachel radek radoslaw rafael
    rafaela raheem rahim rahul raina raisa raissa raj raja rajan rajesh rajiv ralph ramesh ramiro
    ramon ramona rana randall randy ranjit raphael raquel rashad rasheeda rashid rashida raul ravi
    ravinder raymond reba rebecca reena regina reginald reiko reina renata renato rene renee
    reuben reyna reynaldo reza rhea rhoda rhonda riaz ricarda ricardo richa richard ricky
    rigoberto riley rina rishi rita rivka riya robert roberta roberto robyn rochelle rocio rodney
    rodolfo rodrigo rogelio rohan rohit roland rolando romina ron ronald ronaldo ronnie rosa
    rosalba rosalia rosalie rosalind rosalinda rosalyn rosana rosanna rosario roseanne roseline
    rosemarie roshni rosita roslyn rowena roxana roxane roxanne roy ruben rudolf rufus rukhsana
    rupert ruslan russell rusudan ruta ruth ruthann ryan sabina sabine sabrina sadia sadie safiya
    sahar said-ali saira salim salma salome salvatore samantha samina samir samira samson samuel
    sanaa sandeep sandra sangeeta sanjana sanjay saoirse saoussen sara sarah sarita sasha saul
    savita scott seamus sean sebastian seema selena selina selma senait serafina serena serge
    sergei sergey sergio serhii seth seung severin shabnam shaina shaista shakira shalini shameka
    shamika shamima shanice shanika shaniqua shannon shanta shantel shari sharifa sharon shauna
    shawn shawnda shayla sheena sheila sheldon shelley shelly shelton sherif sheryl shilpa shira
    shirley shivani shlomo shmuel shoshana shreya shreyas shulamit siddharth siddiq sidney sigmund
    sigrid silvana silvia simcha simon simona simone simran sinead siobhan siti snezana sofia
    sofie sohail solomon solveig sonia sonya sophia sophie soraya soren spiros stacey stacy stan
    stanislav stanislaw stanley stavros stefan stefania steffi stella stephanie stephen steve
    steven stevie stuart sugey sulaiman sumaya sunil sunita sunniva suresh surinder susan susana
    susanna susannah sushila suzanne suzette svetlana svitlana swati sybil syed sylvain sylvia
    sylvie szymon tabitha tadeo tadeusz taiwo takashi takumi talia talib tamar tamara tameka
    tamera tamika tammy tamsin tania tanisha tanya tara taras tariku tariq tasha tatiana tatum
    tatyana tayyab teodoro teofilo terence teresa terese tereza terrell terrence terri tessa
    tevita thaddeus thandiwe thea thelma theo theodore theresa thierry thomas thomasina thu thuy
    tiago tiana tierney tilda tim timothy tina tito tobiah tobias tom tomas tomasz tommy tomoko
    toni tonya torsten tova toyin tracey tracy tremaine tremayne trevor tricia trina tristan trudy
    tsering tunde tyler tyra tyrell tyrone tzipora tzvi uche ulrich uma umar umberto ursula usha
    uzma valentin valentina valeria valerie vandana vanessa vanya varun vasil vasiliki vasily
    veena velma venkat verna vernon veronica veronika vesna vibeke vicente vicki vicky victor
    vidal vidya vijay vikas vikram viktor vilma vincent vinod violeta virgil vito vivian viviana
    vivienne vlad vladimir wael waleed walter wanda wayne wendell wendy weronika wesley wiktor
    wilbur wilfred wilfredo wilhelm wilhelmina wilma wilson winifred winston wladyslaw wojciech
    xavier xenia xiaoming xiomara yaa yadira yael yahya yair yakov yamila yan yan-ling yana yaniv
    yara yaritza yash yasir yasmeen yasmin yasmina yehuda yelena yesenia yetunde yevgeny yisroel
    yitzchok yitzhak yocheved yolanda yolande yosef yoselin yoshi yosief yousef youssef yuki yulia
    yuri yusra yusuf yves yvette yvonne zachariah zachary zahra zaid zainab zainabou zaire zalman
    zaynab zbigniew zeinab zeke zelda zena zenaida zeynep zhanna zina zinaida zipporah zlatan zoe
    zofia zoltan zora zoran zoya zsofia zubair zuri zuzanna zyanya åsa
    """.split()
)

WORDS_TOO = frozenset(
    """
    ada addison al alba alexa ali amber angel april art asia aspen august aurora austin autumn
    axel aya baker banks bao basil bates bell ben beth bill billy blanca bliss bloom bo bob bonnie
    booker bowman brady bravo brewer bright brook brooke brooklyn brooks brown buddy butler
    candelaria cannon carolina carpenter carter chambers chance chandler chapman charity charlotte
    chase chelsea chen cherry chi chin chip chuck clay clement cliff cody cole colt concepcion
    cook cooper coral costa cowan crane crystal dale dallas dalton dan dang das dawn dean denny
    destiny diamond dolly dolores don dov drew duc duke earl easton eden elvis esperanza eun eve
    ezekial faith falcon fay fei felicity fern field fields fink finn fisher flora florence ford
    forest foster frank frankie freeman frost gao gates gay gene genesis georgia gill ginger glen
    glover goff grace grant gray green greene guy hai hale han hao harmony hart hazel heath
    heather heaven hill holden honey hong hooper hope houston hui hung hunt hunter hye ike india
    iris isa islam israel ivory ivy jack jackson jade jasper jaxxon jay jean jen jesus jewel jia
    jim jin jo joe joon jordan joy judge jules july jun june justice kai kane kay kent kenya kim
    king kirk kit knight kobe laguna lamb lan lance landon lane lau laurel lee lei leo levy lexi
    li lily lin lincoln logan london lourdes lucio luna luz lyons mac mack madison mai margarita
    mark marks marsh marshall mason matt max may meadows melody mercedes mercy merle messiah mia
    micky mike milan miles mills milo min mina mo molly monroe morgan moss na nana ned ng ngoc
    noble nola noor norm north oh olive opal orlando orr paige paris park parker pat patience paz
    pearl pei pena penny perla perry phil pierce pinky piper plaza poole porter potts precious
    prem prince princess proctor prudence qi quan queen rain ray rea reed rex rich rick river
    rivers rob robin rocky rod roger roman romeo rose rosemary roth ruby ruff rui rush rusty sage
    sally salvador sam sana sandy santiago savage savannah scarlett sears sen shalom shan sharif
    sharp shelby shepherd sherman sherry shore shu sierra silas skinner skip skye snow soledad
    soleil song sonny spencer star stark steele stein sterling stern stew stone sue summer summers
    sun sunny sydney tam tan tao tate ted teddy terry thi tiffany toby toledo tong tony travis
    trinity tu tucker turner valencia van vance vang vera victoria victory villa viola violet
    virginia vita wade walker waller wally walton ward warren waters weaver webster wei wells west
    wheeler will willow winter winters wolf wolfe woods wren xin ying yong yu yun zen zion
    """.split()
)
