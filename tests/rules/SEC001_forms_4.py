# Each form of token in a file of its provider's, and the same form with nothing in it. All are made up
# and written in two pieces ({join} is taken out).
# --- deploy/tokens4.cfg
v0 2/{join}72983943158952503:8fc30b7a53b2341e5f306b4df7dcd461  # expect: SEC001 "Asana token in"
v1 2/{join}13685864032452731/72176757834385141:373832ad84e1b13b865386315f2f97b2  # expect: SEC001 "Asana token in"
v2 .webhook.office.com/webhookb2/{join}1f5c0d8b-96f8-b4cb-41a3-02048e2ab8be@f9e271d1-8d71-a3c7-8df4-971e1b97b70d/IncomingWebhook/e79ba08a01ed06be9f51489f7b736795/05485212-f8a3-296f-7d96-47cb608376b4  # expect: SEC001 "Teams webhook in"
v3 sN{join}uHrz75wGXqVjcAlwSvURF3BJKaWZVLkfvaRfoPi2RMyt0gpKhAJisOiZqEB2QlLpOmPzyWVtdaAZDOPArN  # expect: SEC001 "Azure DevOps token in"
v4 14{join}b9d06b2689507b2861ba10:e3f3ac9e3c103abc2df26d7ec64ecd62a607ad6d9284b794f9cabc1581b9f07d  # expect: SEC001 "Ghost admin key in"
v5 oauth:{join}omtd2zlzwk8q20k1owhwkcsk5ombhd  # expect: SEC001 "Twitch token in"
# --- deploy/placeholders4.cfg
v0 1/{join}11111111111111111:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v1 1/{join}11111111111111111/11111111111111111:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v2 .webhook.office.com/webhookb2/{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa@aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa/IncomingWebhook/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v3 xx{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAZDOxxxx
v4 aa{join}aaaaaaaaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v5 oauth:{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
