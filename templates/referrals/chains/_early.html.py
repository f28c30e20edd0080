
BBBB BBBB
BB BBB BBBBBBBBBBBBBBXX XXXXXXXXXXXXXXX gettext(u'The step before has not brought its result yet. You can write a draft; to send it, note why it goes early.')  XX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBBB BBBBBBBBBBBBB BBBBBBBXX gettext(u'Begin early, with a reason') XXXXXXXXBBBBB
