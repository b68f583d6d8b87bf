# Each form of token in a file of its provider's, and the same form with nothing in it. All are made up
# and written in two pieces ({join} is taken out).
# --- deploy/tokens2.cfg
v0 EZAK{join}ZDesBVGeCis4M01Q2QanaBpmq3baWkEQanUMByUfdHmkWKWXp2Ac7D  # expect: SEC001 "EasyPost API key in"
v1 EZTK{join}NUXZqXldstdqlQl6y7wIBKxSRC24WH3vPcFpOCAzcMrLQpV7cnOzS3  # expect: SEC001/warning "EasyPost test key in"
v2 shippo_live_{join}62d0290e501737f4861d702f1c9f2bc4806c90f8  # expect: SEC001 "Shippo token in"
v3 shippo_test_{join}4bd73750f98b6173e4a4a3f3b30ecf82d7813ad1  # expect: SEC001/warning "Shippo test token in"
v4 xnd_production_{join}HVA9QlyZ1msaEv7tT9wLoax3ZoJitUeqWVnpNwQPhtjh  # expect: SEC001 "Xendit secret key in"
v5 xnd_development_{join}7TMSLJyZrOn3A4rF2Li4vx19E9YzWCDSf9dJ2gJQFu3r  # expect: SEC001/warning "Xendit test key in"
v6 Mid-server-{join}Ad7FYxD7ZoWjCz23IgRy1EXh  # expect: SEC001 "Midtrans server key in"
v7 APP_USR-{join}8472987508421537-918183-42ab908eb84540abf2c9afcbc4545646-5606732023  # expect: SEC001 "Mercado Pago token in"
v8 sk_sbox_{join}3u58eoauwgo92um6xgqo5rhi4mas76  # expect: SEC001/warning "Checkout.com secret key in"
v9 polar_oat_{join}KgJGp2MvSZjip1DPDOjay9sVABs7aO2p4aBqS80TqGvY  # expect: SEC001 "Polar token in"
v10 polar_pat_{join}ycSDheS9Q38g2fgugZOJSkSzXzjUVYG5T2lWsKBeAiuw  # expect: SEC001 "Polar token in"
twilio SK{join}57b12b67d93a049e14ac5f3e7492436c  # expect: SEC001 "Twilio API key in"
v12 SG.{join}NeIl6bSQYlRmg4yEFqJ-Q4.DMznxRS1AVb7m_8ADpmHjHkBQIGip8LFAzlDGD4aZ4q  # expect: SEC001 "SendGrid API key in"
v13 key-{join}fd656702b26346949f2f9d9580767013  # expect: SEC001 "Mailgun API key in"
v14 25{join}2a17a1cfb452ab0ba858efc909162d-us68  # expect: SEC001 "Mailchimp API key in"
v15 xkeysib-{join}23064f37985c9eb96141dc94d0c2f6cd2cb24b1ec0af8bab393f38b84fcb6b28-Ap7qp8hOitUYpyb4  # expect: SEC001 "Brevo API key in"
v16 xsmtpsib-{join}dae52931316c5ed27a90b5bdbf4d635875e60eb4b1d6b07cb48e8d94701dea6f-PXRn8SGxT06YNBI9  # expect: SEC001 "Brevo SMTP key in"
v17 mlsn.{join}6d0fd9c19b3431484b6b4b7c30ba0dc83b9db803ce9638396594fef1cd2f8b35  # expect: SEC001 "MailerSend token in"
v18 re_{join}T0crmpna_mMevGEOt7quBHgd8zdxY3mZS  # expect: SEC001 "Resend API key in"
v19 86{join}96279865:AACXU4MeEA-jRkOSYEMdNrJkuQO0RF8sesd  # expect: SEC001 "Telegram bot token in"
v20 M{join}jI3NDE2MTg2OTUzNTk0NjY1.DeEGQt.f1Ztvej84LqNpuF4WZ0hgIe7E7aC0Z  # expect: SEC001 "Discord bot token in"
v21 N{join}DMzNDY3MDQxODY4Nzk0MzE4.9VyZtU.UWBDnqNxzus4dnUJZR2EFzbrDkwFyC  # expect: SEC001 "Discord bot token in"
v22 O{join}TMzOTkyOTYzMzE5NDI3NjA4.zACFMU.6mqm03O8wzZnVP15VYj0X2Kl321xRF  # expect: SEC001 "Discord bot token in"
v23 https://discord.com/api/webhooks/{join}81549605128346986083/cGLDcsgqSC2E5L4vPgRWEfEwzeH7FvEap8ZH03ZqNoREYmJXLteGia9wseaLjvFP  # expect: SEC001 "Discord webhook in"
v24 https://discordapp.com/api/webhooks/{join}61858917542048514603/5ieatzoeC6VWwtvqGeSaLaRMCG4LO6ZpuU6Ro0bB42t7sG6P3U9QCSQWICAjP1Fb  # expect: SEC001 "Discord webhook in"
v25 https://ptb.discord.com/api/webhooks/{join}16012737516175917852/WEUmq04Kkv4FZymjM4vBmXUGCAUGxuJQFrtla0l8W2iM8UNADiQTQNkLJZnNO7LG  # expect: SEC001 "Discord webhook in"
v26 https://canary.discord.com/api/webhooks/{join}89752634075095265807/tvc4s8djkAgQr7ETbLhmaEebhQiALV3wudvif7BanKVphTy_NZE35sV_C5w0wOEj  # expect: SEC001 "Discord webhook in"
v27 KEY{join}FM8QF7J09NKQ86PYS7JI7P5LI0XVS67G_GBL0X0ROI0x6w8a2Y9A5t7  # expect: SEC001 "Telnyx API key in"
v28 o3{join}egCb.C0H4Y8:zxNxMWLU8LVYtSAZr5U0qkC-m8Fplu7swIJoaBRbi92  # expect: SEC001 "Ably API key in"
v29 sec-c-{join}LSKFSN+jmzGFtTveUIuUf5JQj+FlkAOuxF3nNTVNnp0N  # expect: SEC001 "PubNub secret key in"
v30 sec-c-{join}94b828ab-67b8-b86d-8594-85a97984e7ef  # expect: SEC001 "PubNub secret key in"
v31 os_v2_app_{join}x7bpou7fndo2lumrptchn6czapnuzu6l9kl3w6zkp9pao8u2mx7juz9sd2cgesvtn5xuietr3u4oa8v5tqcf  # expect: SEC001 "OneSignal API key in"
v32 os_v2_org_{join}67nwdcg7hf8s49vic45f0n30wlpaqjf8xklxr5a4f2fhu27g0esv08kj8a6dx5hzxcmcdqxq7qy2f5th9mo3  # expect: SEC001 "OneSignal organisation key in"
v33 b_{join}mheBFYOS0auQEiaz3cbFGs0lIZfpypm8BZS3RWu0dxE0  # expect: SEC001 "Beamer API key in"
v34 pk_prod_{join}3UVHFIF9ES4WRPOF6B9SDLNJIEP5  # expect: SEC001 "Courier API key in"
v35 pk_{join}06547d6426b5407368520d417c9c781f71  # expect: SEC001 "Klaviyo private key in"
v36 pat-na1-{join}1cb38365-d04c-e212-a4f2-f9ec71fdb608  # expect: SEC001 "HubSpot private app token in"
v37 pat-na2-{join}a392d915-4c0a-b813-3173-d845c7924e2a  # expect: SEC001 "HubSpot private app token in"
v38 pat-eu1-{join}5be9bc49-3e1e-1d6b-ecbd-af8151f104c3  # expect: SEC001 "HubSpot private app token in"
v39 dG9rO{join}PRt0/FNoeNPZbOdKVLEt2ec7kSjVWEbG+KLSeWwHyUOP5uAfkLDv4q  # expect: SEC001 "Intercom access token in"
v40 sk-ant-api{join}45-ItkR-P4UcjIbPo590iUHJfBzTAH0I74LxGEBgtaOSg5ETAPl04Xdpn5hV_CQWpaUO1lfKiB3qm1QF3omM6C2  # expect: SEC001 "Anthropic API key in"
v41 sk-ant-admin{join}54-o9Nyd1v7lGC59m41IvEuvyB7sQ7xPJrHeugNDG0NhK5T1xAifSEG70qtKAhzSJ4JGip5xpgcC7fVt0Xgstu7  # expect: SEC001 "Anthropic admin key in"
v42 sk-ant-oat{join}20-YxksPwEjZe3z6DCD8Rmg2qpIS8psY9YaAdQTYnoFcD9e6AGSJnoR0kHA716x83LNe0bLXbXEQSktY4J4AuNc  # expect: SEC001 "Anthropic OAuth token in"
v43 sk-ant-{join}q2msXGov5N43FJXTxkODmen2L5VtW0pvj245M8sE6d2TzQrTVrYUbLhF5LDj3IF21pYrMTpTMrslMHymQndT  # expect: SEC001 "Anthropic API key in"
v44 sk-or-v1-{join}147fc29d871e08a9f179f31b0b14f930564eb2f9ba2de98297efd6250bf1b87c  # expect: SEC001 "OpenRouter API key in"
v45 sk-lf-{join}4d04b3e0-b903-4573-278d-c9be8ae530e4  # expect: SEC001 "Langfuse secret key in"
v46 sk-helicone-{join}ok7jdle-qoifixy-auqim7m-9lv0za2  # expect: SEC001 "Helicone API key in"
v47 sk-{join}8soroJ6vdDIJKZTbiA7QT3BlbkFJ2hzoLXwODKpGcMzK2PnC  # expect: SEC001 "OpenAI API key in"
v48 sk-proj-{join}o5j9OF4echORBm0mwRicUSvdVFPA2azLbMOQdecDh0DxHVogQJ2ObBbyWP3IrNy5MgnT  # expect: SEC001 "OpenAI project key in"
v49 sk-svcacct-{join}h8xHdpXJOa8p9xUJXDmue4BbGF1gTc2skOP5oZTAFjRTyO6tVgxdWBCHZPdHk6Tx1NdA  # expect: SEC001 "OpenAI service account key in"
v50 sk-admin-{join}uQYfmRHqJZuBLIawQqcURVWspAXFLmhsr9Hn8BEf4oCrjFIOAkNwFk4KDfd56T6QanS3  # expect: SEC001 "OpenAI admin key in"
v51 sk-{join}8ikNcWewCJMxWYiofinSTxbdLsXWUyKVIADE  # expect: SEC001 "API key in"
v52 hf_{join}7EI8BUZUO8An1vnAUBhdg0IviV2uF6BH0Y  # expect: SEC001 "Hugging Face token in"
v53 api_org_{join}jMx4JYHaI87Ojlnl9AIwAQv3GdAkDdsYQK  # expect: SEC001 "Hugging Face organisation token in"
v54 gsk_{join}Nad0bqRvkL4bDu1fZTit5JkR4nkrPN69B0ChaUjzA6vCi8zcudBE  # expect: SEC001 "Groq API key in"
v55 xai-{join}Nl0O5JDLfIOuPu6cEFhzXnGPxQIJGHRgmBLNzQUCGsPOXMWUm5x7zZVcx2f5wHK6f1MrQ7RZGtKvz8rE  # expect: SEC001 "xAI API key in"
v56 pplx-{join}CPKeWbMdAzgA3h7EOoQYzeWDWExVfIEj2Zl6WLXk0ULyGkFD  # expect: SEC001 "Perplexity API key in"
v57 r8_{join}5bOYWqskjsNb2xXr9CI46qKG8H5YoxjtBDwC4  # expect: SEC001 "Replicate token in"
v58 pcsk_{join}KjBZLz_xBqIbGWYbrkSWDdHld9ZyAOfPdGLcia8LtJoHfbu4AVJ1Fjij2ESqShL4IR0RT2  # expect: SEC001 "Pinecone API key in"
v59 lsv2_pt_{join}28d507baede01b3107fe0b7ec728a0fc_f4537fd59f  # expect: SEC001 "LangSmith API key in"
v60 lsv2_sk_{join}8e87678da4a8d750456d89fa353b3f27_f6e04d693e  # expect: SEC001 "LangSmith service key in"
v61 ls__{join}cbe1464e73ce0e749f3b9a361abe7e18  # expect: SEC001 "LangSmith API key in"
v62 llx-{join}Si63Y7dzJuFSL1uYNIiCQwsb2sBmQkoybpuyhROA0TLfLxEIeGBW  # expect: SEC001 "LlamaCloud API key in"
v63 nvapi-{join}d5DRMlHe8X3tdQKoMUJBJi89pGZ91WqKHQEhNwu7syTlGJjUyx5l5tMkQXOUNs2D  # expect: SEC001 "NVIDIA API key in"
v64 tvly-dev-{join}qHGEw8I3eD4k7wdKxNfMdN6zqlXwvj6M  # expect: SEC001 "Tavily API key in"
v65 tvly-prod-{join}jS1r1GC2Hh0RNhYWABbQGIAbDUVJhkib  # expect: SEC001 "Tavily API key in"
v66 tvly-{join}T9DVgyUkHOpc1D175GK2NcXtoSQoF7Cm  # expect: SEC001 "Tavily API key in"
v67 fc-{join}2301d81db73d959f6b0b6bd81b8af210  # expect: SEC001 "Firecrawl API key in"
v68 jina_{join}cdb284b9608ba4ef6314f620a3168038Y7zHqfi4EQAg08yVAlcRU0BE  # expect: SEC001 "Jina AI API key in"
v69 sk_{join}fb8e709d405a4c19fd31414d9021a836db12a3748051c78a  # expect: SEC001 "ElevenLabs API key in"
v70 tgp_v1_{join}J4UaQT4Vl4W7GkKC7AZpUfSUriMa9U9ZUzt6x03wkzC  # expect: SEC001 "Together API key in"
v71 fw_{join}XbU14FK6z68rQ4AXJIBqncys  # expect: SEC001 "Fireworks API key in"
v72 csk-{join}tyvthpa3rz7opxm52bow7ekix0q0ge8j5rbqgmgowlnc9swh  # expect: SEC001 "Cerebras API key in"
v73 pa-{join}uWX6JFnSdZoYseIQt4cOU083r8vdmBE8LHRBsBiPfiC  # expect: SEC001 "Voyage AI API key in"
v74 e2b_{join}d8a71c2c750a58a74629c487a939203297263756  # expect: SEC001 "E2B API key in"
v75 as-{join}a2ONB3MTMyz0GIdBfG8AJh  # expect: SEC001 "Modal token secret in"
v76 ak-{join}8iSJKNzEUQmGwuFg4guZ38  # expect: SEC001 "Modal token id in"
v77 rpa_{join}9bu5M7TGRnR5d3uE6tLawyzEjQh2JN1FT5BLtwGBWsLb  # expect: SEC001 "RunPod API key in"
v78 esecret_{join}tsdmtuvjqe9r9tznekwah1rw  # expect: SEC001 "Anyscale secret in"
v79 key_{join}65a27e275badcb5baeb42842a06a8161289d585490d9a961a2e940fdf93f0129  # expect: SEC001 "Cursor API key in"
v80 wandb_v1_{join}yJ_JxAUXu7vpXCj0JrhxoCO3XJZ5j4Ex0nuFNS9T8W75  # expect: SEC001 "Weights and Biases API key in"
v81 bb_live_{join}sSclXer8epL7jUyvSuvEogor  # expect: SEC001 "Browserbase API key in"
v82 m0-{join}e5brcvI0xfhtQPU0QLIHEvrOfmcYBovdY9M6ndwi  # expect: SEC001 "Mem0 API key in"
v83 nk-{join}J78zIAD2JlIFk930RYPk8SYej1OF3eoUHn5snurwHGQ  # expect: SEC001 "Nomic API key in"
v84 npm_{join}mZoPgrZ8Tc5UO2vKWleif8tw9sQ32V10GoqZ  # expect: SEC001 "npm token in"
v85 pypi-AgEIcHlwaS5vcmc{join}i9HRsbuNIx5uJQ0v4z2TF7vQaFkXrLprTwg5V0AhrijhbrhRx0zyhH  # expect: SEC001 "PyPI token in"
v86 pypi-AgENdGVzdC5weXBpLm9yZw{join}l5AVjJojKnhnRLiFbhyjociAoix0EUMzP0jaeZKeQr0ETAIue7v5ID  # expect: SEC001/warning "TestPyPI token in"
v87 rubygems_{join}e52e31726a0e8d28ec923d95e30239b814a1a7534a96490e  # expect: SEC001 "RubyGems API key in"
v88 cio{join}HhGuStkBiYB68drnTCImLK2wZxQ56quS  # expect: SEC001 "crates.io token in"
v89 CLOJARS_{join}3b5c2a52a93074363b863b25f2c875f2938542a350a782e0d5d4c4b384fc  # expect: SEC001 "Clojars token in"
v90 oy2{join}jc9n2dr0ay7m5cjxp54d3gnkorivc2snv6ux5wfasc5  # expect: SEC001 "NuGet API key in"
v91 dckr_pat_{join}bmpOe98Wv9Toj3y3yNQBlt6udrC  # expect: SEC001 "Docker access token in"
v92 dckr_oat_{join}2ydzM-WH3EJSWVrCErsKzYJeR7dZlAf  # expect: SEC001 "Docker organisation token in"
v93 SWMTKN-1-{join}rh0cldi83hjvieh7nz191pugwo9aby2avxmbsc6pqln6q4n51t-gswtxky659abm8qiy95cdqhua  # expect: SEC001 "Docker Swarm join token in"
v94 SWMKEY-1-{join}VNyBwESsDREahq6U/ky+T0/fVX2+BYCvfS26k+HmHve  # expect: SEC001 "Docker Swarm unlock key in"
v95 AKCp{join}Av0vaEDvLC2JK2TIdFYirpLfWGQesZ3zujzlNTivhs54et1aRvPJvBVHx1UEUnkZqw3vB  # expect: SEC001 "Artifactory API key in"
v96 cmVmdGtuO{join}4K7jPgjZvLUvcbv3i2qPX2EaiuwCFGgJZKRLNjOSJmeqi1v4Zqf7EKa  # expect: SEC001 "Artifactory reference token in"
v97 CCIPAT_{join}vG6pbcmLh8Wc4v9npZo8Zt_acac71ae73b21ba8d1284b0a379ec1b1e2d503ab  # expect: SEC001 "CircleCI token in"
v98 CCIPRJ_{join}g9PUOC5Vas9FSxQEoa4y3U_30a2d070a6c7498aede98ad4759dfca3a7e3181b  # expect: SEC001 "CircleCI project token in"
v99 bkua_{join}767545a43457bd957f2b2d84dea5380a80879169  # expect: SEC001 "Buildkite token in"
v100 bkaj_{join}SJgCMhzLbiasFufxcZsK0oWDRn9Yq7L5L3Td7FAaiLCv  # expect: SEC001 "Buildkite agent token in"
v101 bkct_{join}SJnGv2xJ6s93wnb-4mUyqtjY9E5-HZfjUPRAsBzInagf  # expect: SEC001 "Buildkite agent token in"
v102 pat.{join}ZziyQWA9HPTRqGJK2Li0HS.7ed1b52fe0238b1cf2430ca9.weLgT8Ful9G5LDs6PViU  # expect: SEC001 "Harness token in"
v103 sat.{join}hcHYfqVPTd1h1QvZ53bLzh.452eacb7a6ae48db7a48eb42.7kZUAmDY0oSxNrQ9uvEm  # expect: SEC001 "Harness token in"
v104 API-{join}BMDK0D0J1RG2UAG5C0HDA6KNQKT23V  # expect: SEC001 "Octopus API key in"
v105 squ_{join}7d78386b31adc656a8b31f1010f1af3b3f213e26  # expect: SEC001 "SonarQube user token in"
v106 sqp_{join}d2cd8aec1ca61e3702fe4f2d85743c3b2606b856  # expect: SEC001 "SonarQube project token in"
v107 sqa_{join}e8f146e26ba56027e3e6a232a60dae24e9e07fdc  # expect: SEC001 "SonarQube analysis token in"
v108 sgp_{join}c2146d9aef9de4edf27d8e6d7817213b0a93efb5  # expect: SEC001 "Sourcegraph token in"
v109 sgp_{join}98679721e4a32650_4ecea825435d841ca9279610ebc4f85c657a5b52  # expect: SEC001 "Sourcegraph token in"
v110 sgp_local_{join}45e56e174f56084dcb5f986bf01fc3a354bc2f60  # expect: SEC001 "Sourcegraph token in"
v111 slk_{join}2041bcd483d04fb5b17d08b4edc6253a5f2f172b349dc0cde67b67b1e6a1956a  # expect: SEC001 "Sourcegraph license key in"
v112 pul-{join}a49374d56074d21fef398eb65cf3c3e4de079437  # expect: SEC001 "Pulumi access token in"
v113 XD{join}0RDzadqajhzF.atlasv1.duanqXUQKlUBhaCv3nfqTZQbGXRxo0bALtF81gj9oCS56X7tdp34x_fU1yo3RWR5  # expect: SEC001 "Terraform Cloud token in"
v114 depot_project_{join}de9cbe36fc159fbc4f1c83c6e1315f9d1b671eb3f4023e9da45834531bc4a75a  # expect: SEC001 "Depot token in"
v115 depot_org_{join}a19109c8eb3eb7fe971d130ece14721adb8958d0efb58ecec69f86c3529ed264  # expect: SEC001 "Depot token in"
v116 pnu_{join}sBKpXkI9CuHQCclNGjMYZka0nbxbMd0KBirM  # expect: SEC001 "Prefect API key in"
v117 pnb_{join}BxOPoYgmwWKOdBjpxdV7qctxr3WJyqvdGn4N  # expect: SEC001 "Prefect service account key in"
v118 dbtc_{join}vs4QbNcARsYmp6aeiIHk0Cf8BiQiscnOAF5N9qTBkJex  # expect: SEC001 "dbt Cloud token in"
v119 dbtu_{join}fNgtL2TyNyCBH0fL4aRpxoWo_DuXYCzLxbJl0xhuKW6Q  # expect: SEC001 "dbt Cloud token in"
# --- deploy/placeholders2.cfg
v0 EZAK{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v1 EZTK{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v2 shippo_live_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v3 shippo_test_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v4 xnd_production_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v5 xnd_development_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v6 Mid-server-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v7 APP_USR-{join}1111111111111111-111111-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-1111111111
v8 sk_sbox_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v9 polar_oat_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v10 polar_pat_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v11 SK{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v12 SG.{join}xxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v13 key-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v14 aa{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-us11
v15 xkeysib-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-xxxxxxxxxxxxxxxx
v16 xsmtpsib-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-xxxxxxxxxxxxxxxx
v17 mlsn.{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v18 re_{join}xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxx
v19 11{join}11111111:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v20 Mx{join}xxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v21 Nx{join}xxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v22 Ox{join}xxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v23 https://discord.com/api/webhooks/{join}11111111111111111111/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v24 https://discordapp.com/api/webhooks/{join}11111111111111111111/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v25 https://ptb.discord.com/api/webhooks/{join}11111111111111111111/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v26 https://canary.discord.com/api/webhooks/{join}11111111111111111111/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v27 KEY{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX_xxxxxxxxxxxxxxxxxxxxxx
v28 xx{join}xxxx.xxxxxx:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v29 sec-c-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v30 sec-c-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v31 os_v2_app_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v32 os_v2_org_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v33 b_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v34 pk_prod_{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXX
v35 pk_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v36 pat-na1-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v37 pat-na2-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v38 pat-eu1-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v39 dG9rO{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v40 sk-ant-api{join}11-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v41 sk-ant-admin{join}11-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v42 sk-ant-oat{join}11-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v43 sk-ant-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v44 sk-or-v1-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v45 sk-lf-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v46 sk-helicone-{join}xxxxxxx-xxxxxxx-xxxxxxx-xxxxxxx
v47 sk-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v48 sk-proj-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v49 sk-svcacct-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v50 sk-admin-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v51 sk-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v52 hf_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v53 api_org_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v54 gsk_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v55 xai-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v56 pplx-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v57 r8_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v58 pcsk_{join}xxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v59 lsv2_pt_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_aaaaaaaaaa
v60 lsv2_sk_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_aaaaaaaaaa
v61 ls__{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v62 llx-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v63 nvapi-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v64 tvly-dev-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v65 tvly-prod-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v66 tvly-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v67 fc-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v68 jina_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaxxxxxxxxxxxxxxxxxxxxxxxx
v69 sk_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v70 tgp_v1_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v71 fw_{join}xxxxxxxxxxxxxxxxxxxxxxxx
v72 csk-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v73 pa-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v74 e2b_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v75 as-{join}xxxxxxxxxxxxxxxxxxxxxx
v76 ak-{join}xxxxxxxxxxxxxxxxxxxxxx
v77 rpa_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v78 esecret_{join}xxxxxxxxxxxxxxxxxxxxxxxx
v79 key_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v80 wandb_v1_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v81 bb_live_{join}xxxxxxxxxxxxxxxxxxxxxxxx
v82 m0-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v83 nk-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v84 npm_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v85 pypi-AgEIcHlwaS5vcmc{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v86 pypi-AgENdGVzdC5weXBpLm9yZw{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v87 rubygems_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v88 cio{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v89 CLOJARS_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v90 oy2{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v91 dckr_pat_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxx
v92 dckr_oat_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v93 SWMTKN-1-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxx
v94 SWMKEY-1-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v95 AKCp{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v96 cmVmdGtuO{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v97 CCIPAT_{join}xxxxxxxxxxxxxxxxxxxxxx_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v98 CCIPRJ_{join}xxxxxxxxxxxxxxxxxxxxxx_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v99 bkua_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v100 bkaj_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v101 bkct_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v102 pat.{join}xxxxxxxxxxxxxxxxxxxxxx.aaaaaaaaaaaaaaaaaaaaaaaa.xxxxxxxxxxxxxxxxxxxx
v103 sat.{join}xxxxxxxxxxxxxxxxxxxxxx.aaaaaaaaaaaaaaaaaaaaaaaa.xxxxxxxxxxxxxxxxxxxx
v104 API-{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v105 squ_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v106 sqp_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v107 sqa_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v108 sgp_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v109 sgp_{join}aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v110 sgp_local_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v111 slk_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v112 pul-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v113 xx{join}xxxxxxxxxxxx.atlasv1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v114 depot_project_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v115 depot_org_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v116 pnu_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v117 pnb_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v118 dbtc_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v119 dbtu_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
