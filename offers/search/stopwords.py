"""Small words that say nothing about a need. They count in phrases of the lexicon, but find no offer by themselves."""

from offers.search.text import stem

GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin
bis bist brauch brauche brauchen da dabei dafür daher damit dann daran darauf das dass dein deine dem den denn der des
deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einfach
er es etwas euch euer eure finde finden für gern gerne ganz gar geben gegen geht gibt gibts habe haben hat hatte hier
hin hilft helfen ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgendwo ist ja jede jedem jeden jeder
jedes jemand jemanden kann kannst kein keine keinem keinen keiner könnte können man mal mein meine meinem meinen meiner
mich mir mit möchte möchten muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen
seiner seit sich sie sind so soll sollen sollte sonst such suche suchen suchst über um und uns unser unsere unserem
unseren unter viel viele vom von vor wann war waren warum was weg weil weiß weiter welche welchem welchen welcher wenn
wer werde werden wie wieder will wir wird wo wohin woher wollen wurde würde zu zum zur zwischen bekomme bekommen kriege
kriegen wieviel möglich beim bitte danke hallo während wegen trotz jetzt gerade nie niemand endlich selbst dringend
leider wirklich euro macht mache machen tun tue tut passiert passieren kommt komme kommen geh gehe gehen nimmt nehmen
steht stehen lassen lässt weiss wissen sagt sagen hab habs hätte hätten darf dürfen ganze ganzen irgendwie eigentlich
drei zwei zurzeit momentan dringende ja nein ihrs wem wen andrer nochmal bald überhaupt irgendwas je sofort
""".split()
OTHERS = """
a an and are at can do for from have help how i in is it me my need of on or the to where who with without you your
il la le les un une de des du et est je mon ma mes pour que qui sur dans avec au aux ce ne pas où comment
ve bir bu için ile ne nasıl nerede benim var mı mi
i w z na do jest nie mam dla jak gdzie się mój moja moje po o że to
și cu pe la un o de in nu am ce unde cum pentru mi
и в на с не я у мне мой моя где как для по что это мы к
і в на з не я у мені мій моя де як для по що це ми до
""".split()
STOPWORDS = frozenset(GERMAN) | frozenset(OTHERS)
GERMAN_STEMS = frozenset(stem(word) for word in GERMAN)
