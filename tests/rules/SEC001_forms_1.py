# Each form of token in a file of its provider's, and the same form with nothing in it. All are made up
# and written in two pieces ({join} is taken out).
# --- deploy/tokens1.cfg
v0 AKIA{join}K2S6N6LPAX3EJOC3  # expect: SEC001 "AWS access key id in"
v1 ASIA{join}24CV7HXBJFHB5KVZ  # expect: SEC001 "temporary AWS access key id in"
v2 ABIA{join}7JLC6PEMNEH6YMVJ  # expect: SEC001 "AWS bearer token in"
v3 ACCA{join}2SX4YU7YRBFK7A7E  # expect: SEC001 "AWS context-specific credential in"
v4 ABSK{join}sEenlIGIDvdl8mSLk4uQk1I+Mvk8UQZ7A6xB4RvlO8HijZ6whZ3rKjLS+ZDhzh1Mg3xFvRwPhicOcn3Vi9fAgCFO/slnMp571NX8OmtwE5vNjDBc  # expect: SEC001 "Amazon Bedrock API key in"
v5 amzn.mws.{join}1a962a6b-2ad3-2e0e-fc27-01d178cde7ca  # expect: SEC001 "Amazon MWS token in"
v6 amzn1.oa2-cs.v1.{join}f721f5fb6e87fc9c05a69c42529ce35d6ab6820a84678c5cecde85c8361b021c  # expect: SEC001 "Amazon OAuth client secret in"
v7 AIza{join}UVu0icDoWL0LlhT6DoRPvsX29aToj7-Hjyj  # expect: SEC001 "Google API key in"
v8 GOCSPX-{join}JAC198ncoKyJ7k4Pk4dtJwQpoSaF  # expect: SEC001 "Google OAuth client secret in"
v9 ya29.{join}sr5Jm2LU2z7reDNqXK1Jmx3M  # expect: SEC001 "Google OAuth access token in"
v10 1//0{join}knQqsAVKauPmJKg3S3qdrLBfkuSXrwnTMs5Wq4HUChsk  # expect: SEC001 "Google OAuth refresh token in"
v11 AAAA{join}MiO40BW:pZ73LgJNV9wdLwWfpG9DvgixdBrqhGL1oiA7xQ7f2tULT2KiIPUWsUt2WsbI1yFGCr6Wnpj1kjselePfq2avscvqT1PCEJR4PZn4awYxkBHLNB6eAbhjDNeyUt6LSdYrKp5GTn2Spk4r  # expect: SEC001 "Firebase Cloud Messaging server key in"
v12 AccountKey={join}rlH1tVvJMoznLZiGLiAa7vCFMlO3yrtf3qMo/rlTMBgN6h0blWeY69FemBVBQOezI0QwXExIhIJqkbzk0H5lIr==  # expect: SEC001 "Azure storage account key in"
v13 SharedAccessKey={join}353mFtgFlpcmDQwFrONB5vCFtCToaXWnU6M+a+lf13D=  # expect: SEC001 "Azure Service Bus key in"
v14 i0{join}87Q~bQKOUnCsC8ikQExJOeLapuWHYB-YzoEZRt  # expect: SEC001 "Azure client secret in"
v15 dop_v1_{join}865358fd87823926507dc85d609cd68cf971b8bad185753a75a21f5c9e1545ce  # expect: SEC001 "DigitalOcean token in"
v16 doo_v1_{join}5ca3653a13cacf82c184bf2a3ecdef91d7187f8d7dca6ab9e02823fadac78245  # expect: SEC001 "DigitalOcean OAuth token in"
v17 dor_v1_{join}26bcf342cf6d7860561ac63c92817fcdb1bf8041fcae2818a95145185c7028d2  # expect: SEC001 "DigitalOcean refresh token in"
v18 DO00{join}XMOUG4VLFYLD0AUP  # expect: SEC001 "DigitalOcean Spaces key in"
v19 HRKU-AA{join}l01Zx9inx5hsZpKZE6igIARzCKNLqnH4yvxQsEHj164WkWjTti5HZfSExS  # expect: SEC001 "Heroku API key in"
v20 fo1_{join}fA2xvDYn8GXIUmTJZsnv_aMl9JjVBYNEapMDs7FLCF2  # expect: SEC001 "Fly.io token in"
v21 fm2_{join}m0NCVel93quT9Okq9U2a+Q4hZTph07IgpDcCmQJO8xVRD5Ts6gDZW9BINb4DsZxScL1jHT2iDIfUOdiI7pingWVfxVki4K9TaALz9rKt  # expect: SEC001 "Fly.io token in"
v22 fm1r_{join}ZFnZA8DnTjTR2zyoNUktbUVKWfCfyqoc8t0H5XcGfrCU0JWgT3vXpUhzqhvhjCLnN+3fvQaVdJkJWt+mfL5N1g1nByBGivzEN0L3RXLc  # expect: SEC001 "Fly.io token in"
v23 fm1a_{join}BeF4WXAPsa8u31g94+WDPRPTkjdpbv/Jvsa49RsMO2vFSgj8WTt1jde+Vba/6V0ylesicCYtu80TA+YWrKHyYH/5ipGaGDkPCfbNuB/W  # expect: SEC001 "Fly.io token in"
v24 rnd_{join}nDPXB1b5bQo1LVob5EumCrQAQTqbt3O7  # expect: SEC001 "Render API key in"
v25 nfp_{join}gxj5TUpQemYlN6fRP3Qb31ctDm47gUhISm4b  # expect: SEC001 "Netlify token in"
v26 nfc_{join}tIVaz4iqbXn3L8uF3MFsW28z6i4L3vXe6IuQ  # expect: SEC001 "Netlify token in"
v27 nfo_{join}acRoDOGAMckyPoQUZh1T34wU03ZritzUarNM  # expect: SEC001 "Netlify token in"
v28 nfb_{join}D90sbKxtMbMSVmwWtkVQE79HDYtEBqH7Z3Q7  # expect: SEC001 "Netlify token in"
v29 vcp_{join}eh5KDm8L3FzTYJhNQoZ5YN58SZmZ  # expect: SEC001 "Vercel token in"
v30 vca_{join}OabZJk6B6WaEBQn3RC91VHO7nClH  # expect: SEC001 "Vercel token in"
v31 vci_{join}E7YXrsTwLSg1chA1LMdWJRJ7ablq  # expect: SEC001 "Vercel token in"
v32 vcr_{join}OcsXbnHfOpsgon8ApDR8mCZ6muXN  # expect: SEC001 "Vercel token in"
v33 vercel_blob_rw_{join}PWZSBrCsl8eyKQCc_4kf4OtUuFeGOWUcesLIL4BAE41YdTOsa9E  # expect: SEC001 "Vercel Blob token in"
v34 v1.0-{join}6dc7ac173ad8694e3a5ed206-85fe83a6d07980f1512e0d5ac81a5452eca135087a6bf9a5c492f54a693ea91a9dfc8489f35469502e972e687632b59cd4753f76d5b3b275e809ca10a4ed74e8b7a4f3c2c3c6e30829  # expect: SEC001 "Cloudflare origin CA key in"
v35 LTAI{join}5YnmJMBkI0U26Vh4uidw  # expect: SEC001 "Alibaba Cloud access key id in"
v36 AKID{join}yQ3TyF2yRCfepSLPihQ2cZukVeG8hWnV  # expect: SEC001 "Tencent Cloud secret id in"
v37 AKLT{join}i7MxnRhILRax6iTHWrq3ZsKbV4lhOZuGOrXB5oqA  # expect: SEC001 "Volcengine access key in"
v38 bce-v3/ALTAK-{join}kgJSZOsPzrn8NZR2Xy6AW/63df137852ac7b818e5ec348f20d61d0ec25828d  # expect: SEC001 "Baidu Cloud API key in"
v39 AQVN{join}dUgwncX3eZxtw4t9f52RANuLaySjO1ljcwyol9  # expect: SEC001 "Yandex Cloud API key in"
v40 y0_{join}njNaX4sfqBqv5ERW6MgXKdK4eIjvcBtWhVeKayNXRouj5sNypbvPU2  # expect: SEC001 "Yandex OAuth token in"
v41 y0__{join}J1ruEa5XuZHgPW19XzNw2DHLPBjW4zUJsby_GFdJdhiWEHZDY2lstT  # expect: SEC001 "Yandex OAuth token in"
v42 t1.9eu{join}GTzA6fdLr9HY7CE5T48EJqco3LV6DzjgoLeEydp3firvtoih9YagXviCIaBLTzw5IHvN7ciC0Y6NsfVRSnBi  # expect: SEC001 "Yandex Cloud IAM token in"
v43 EXO{join}3f2f3b2e60dc5e9ad0ab3b4b  # expect: SEC001 "Exoscale key in"
v44 SCW{join}CG54VBLP8JDOUBQOW  # expect: SEC001/warning "Scaleway access key in"
v45 ucat_{join}IO3HWL834USZX84QNDXYZ3810D  # expect: SEC001 "UpCloud token in"
v46 ghp_{join}v13NKEM0nC24LyHSPtuSW2qY0b5zki2i6XbB  # expect: SEC001 "GitHub personal access token in"
v47 gho_{join}efe5IFzUXmavFxECjKxrO1Rkz0mHJZ1XLWBW  # expect: SEC001 "GitHub OAuth token in"
v48 ghu_{join}oAtIaA3NaIAylHtZdhOcluhSa1fbGX0a7a1w  # expect: SEC001 "GitHub user-to-server token in"
v49 ghs_{join}1GNcu8qHdRCtYKM35ZOur1yE1c0VxC0flQeF  # expect: SEC001 "GitHub server-to-server token in"
v50 ghr_{join}FhZo4tTAXO54RNDZrCrozYXqMuPtob3OiEIW  # expect: SEC001 "GitHub refresh token in"
v51 github_pat_{join}wyTECHsQ9Sqx2GoPug4EWi_hMtj3ZWI2xZAmBbhT1BsyiJukd3dOAocLB8G5aIrAPF1evzCEeGJUcJ6Q95  # expect: SEC001 "GitHub fine-grained token in"
v52 ghs_{join}05620_eyJAGswfj14P3fWYq.wMa2WvmNzVXGsT.nEFw3bitIwvKlk  # expect: SEC001 "GitHub installation token in"
v53 glpat-{join}UNKp1POQOeGZpcG27ILFPMJKa547r74.iw.lmwkucfqn  # expect: SEC001 "GitLab token in"
v54 glpat-{join}v2q5OzXH9iI61kXwUqOsjv7obMoZoI0.ftzcw7s02  # expect: SEC001 "GitLab token in"
v55 glpat-{join}SBEVzkVJOTSGZxydtWLSBgE1  # expect: SEC001 "GitLab token in"
v56 gldt-{join}21BImsPQzqZHt9XcNy9PSl2a  # expect: SEC001 "GitLab deploy token in"
v57 glrt-{join}eroY2Mkbnh3IbTpYgaBiRB0Z  # expect: SEC001 "GitLab runner token in"
v58 glrtr-{join}FpBdmSBUytR3GUgifBupj4aF  # expect: SEC001 "GitLab runner registration token in"
v59 glptt-{join}Jwt4kuqbaWG0Q3kwrZO6n1ys  # expect: SEC001 "GitLab pipeline trigger token in"
v60 glft-{join}ZWGN2c4LYb34AMGgR06g6M0j  # expect: SEC001 "GitLab feed token in"
v61 glcbt-{join}XbBrBEh8qyaj5k1eEAJpx81a  # expect: SEC001 "GitLab CI job token in"
v62 glagent-{join}7drGMZKXWJVizUiWjqpCX3hs  # expect: SEC001 "GitLab agent token in"
v63 glsoat-{join}U4sSyLKmTMpeLmurg1esT6AD  # expect: SEC001 "GitLab SCIM token in"
v64 glimt-{join}lF3ATRdPN8CqYwJ1jubXuwC1  # expect: SEC001 "GitLab incoming mail token in"
v65 gloas-{join}Eo2ZqcA0snp50Ni6Zme84qof  # expect: SEC001 "GitLab OAuth secret in"
v66 glffct-{join}LNfgBjA5fZbdD8hFGH7MjL6a  # expect: SEC001 "GitLab feature flags token in"
v67 glwt-{join}KAPNHANfpH5M_QyYPihyUdtH  # expect: SEC001 "GitLab workspace token in"
v68 GR1348941{join}dZ7ibrHbgCfw38fBsOnf  # expect: SEC001 "GitLab runner registration token in"
v69 ATBB{join}CnUFfwJxnxWMGLylc648mlqNIs60d8LX  # expect: SEC001 "Bitbucket app password in"
v70 BBDC-{join}xPwH/7DvIQlA7xJVYUT0JGyotsVLVBIa3TkbTIM2dRJY  # expect: SEC001 "Bitbucket Data Center token in"
v71 ATATT3xFfGF0{join}IsO3qd7EyFhY319ANW62TH6FoQEymH3Osd0NJxaM7P7VUnuCKEiZ7YDVh23wKY02GfbaionSLZFA53kqyeZzr5PZQTMIft9dOveFvmqzCLYHeB4NTe5zXh5T3EZQFmjcbG9bT4UgSi6wq15G37C3OlZpV8  # expect: SEC001 "Atlassian API token in"
v72 ATCTT3xFfGN0{join}pX2GivA7ef3aZXFkdEA6KRNzefSTXR5OkDgNCKOJTHuqlFRKjshDBkPjwKkShImqhz2OCgdqiAUlM4TdqTot3pCyfrVMKk1xk5sicPiRnUt4AQAhQZ8bcXidJNKu83dOKAF6jfSVEA5RUV2sZ9NrOTW4FQ  # expect: SEC001 "Atlassian access token in"
v73 ATOAT3xFf{join}oZrbpAwZHcEwvFM1gVPfGjQKlvam35YJmukjfpQAVmENkZ7AidbhcLvoOkauLVEIqgPto7io8hvKHOxkMFS1OPrjERC9IQN9RftEOfsM  # expect: SEC001 "Atlassian organisation key in"
v74 xoxb-{join}7620591464639-l8aHO761abuh16F3Lp8hsO  # expect: SEC001 "Slack bot token in"
v75 xoxp-{join}1697982916271-mvjGSRFjFxBmgLduQRk21W  # expect: SEC001 "Slack user token in"
v76 xoxa-{join}ShLynWv4ypb2X2mcAQEJBXWd  # expect: SEC001 "Slack workspace token in"
v77 xoxr-{join}OSVPOQH2KjJzUcUCxC0ohzXF  # expect: SEC001 "Slack refresh token in"
v78 xoxs-{join}3405018251079-YTfLuK7BTZsKuzqB6pUhfp  # expect: SEC001 "Slack session token in"
v79 xoxc-{join}0540380159062-VLo4e0XvryPH8ML5GhJw72  # expect: SEC001 "Slack client token in"
v80 xoxd-{join}wC85IAYnYQzK5bxtVUfczZyBx6LaAzGNINR6kPcx0eCy  # expect: SEC001 "Slack cookie in"
v81 xoxo-{join}8A1ZJZiUolzSJzORgzhPysQe  # expect: SEC001 "Slack legacy token in"
v82 xoxe.xoxb-{join}0-4zwDum7x8u7MAXWcOp2uLqFc  # expect: SEC001 "Slack rotating token in"
v83 xoxe.xoxp-{join}8-vk2AwEsXDoLih4ftfkUC-40f  # expect: SEC001 "Slack rotating token in"
v84 xoxe-{join}numQJi04aN0nu1OC3MyzsUgj  # expect: SEC001 "Slack token in"
v85 xapp-{join}4-PJ5LICQ54T-4031670821-62t80mxr4zq0rxiqckojer4w  # expect: SEC001 "Slack app token in"
v86 https://hooks.slack.com/services/T{join}OPFMYOKR2L/BQFDW1UL6D9/VRIGFU6LfgxEQyzGNJMt5xOh  # expect: SEC001 "Slack webhook in"
v87 https://hooks.slack.com/workflows/T{join}4I726RLG3Y/ATL1WUO1KT1/27147626397476938503/Cd5ZKYhdroGhn8XUe3M9tvDR  # expect: SEC001 "Slack workflow webhook in"
v88 https://hooks.slack.com/triggers/T{join}QBL0TBHCEF/1205041549751/d80c0f7b2a8f2abc94ab0c6fb1c5c8e0  # expect: SEC001 "Slack trigger in"
v89 sk_live_{join}f50rqyBDhmJWF68Nqwlo  # expect: SEC001 "live Stripe secret key in"
v90 rk_live_{join}BvlN2zuWM5K1fpNT7ISl  # expect: SEC001 "live Stripe restricted key in"
v91 sk_org_live_{join}JWNpc2Wms4D3AkZr9r1Z  # expect: SEC001 "Stripe organisation key in"
v92 sk_prod_{join}fwUK1DV3jkJ47JzbayRO  # expect: SEC001 "Stripe secret key in"
v93 sk_test_{join}qVZRQAfSg6NSkrfm1ESz  # expect: SEC001/warning "Stripe test key in"
v94 rk_test_{join}HQgv2dJg4neb61TeCUIc  # expect: SEC001/warning "Stripe test key in"
v95 whsec_{join}JWHW7OscRKtaGJzjZ59gbKqR2i+cxlZX+qrh  # expect: SEC001 "webhook signing secret in"
v96 sq0atp-{join}iLPqBclbrRNOQ2hcbUFsjM  # expect: SEC001 "Square access token in"
v97 sq0csp-{join}s4G2rhqAKrjLCw2ym4FgIDaVbKC0JLBD6YnK2uQz01d  # expect: SEC001 "Square OAuth secret in"
v98 EAAAE{join}v2rxy1ZY3b9VIUWSPJ8TeUO2EGvJXGg3OvVzstRKLSrexl547et8boSQ40o  # expect: SEC001 "Square access token in"
v99 EAAAl{join}GaBb6DjPAHoDmbw1Rd9gnjiMhxOVfYJd7Y9AhI3Bj7vlUsixem4zQMG8dVd  # expect: SEC001 "Square access token in"
v100 access_token$production${join}gbckdewoi0159rgt$3b0a31417f2bfd25aca8d2aba82fcf21  # expect: SEC001 "Braintree access token in"
v101 access_token$sandbox${join}ml91b8xjiyvf7xpd$a0350f79f21eb73801e9f213c9218e24  # expect: SEC001/warning "Braintree sandbox token in"
v102 shpat_{join}dA4da39AefAc5A70Ba659043Cc82bF28  # expect: SEC001 "Shopify access token in"
v103 shpca_{join}7fBE6be4abD7fBc02fbdDf307F71c584  # expect: SEC001 "Shopify custom app token in"
v104 shppa_{join}bCbEAfb5eFc9DdAB69DE1CD363bA15aD  # expect: SEC001 "Shopify private app password in"
v105 shpss_{join}c6Ee62Bc4Db9345afaDE09F6063DFEA0  # expect: SEC001 "Shopify shared secret in"
v106 shpua_{join}FD1d4dFbeaAc0Dc15e3e7e3a06f89e7B  # expect: SEC001 "Shopify app token in"
v107 access-production-{join}d850a5a7-707e-5ca0-91d3-380a131c58ed  # expect: SEC001 "Plaid access token in"
v108 access-sandbox-{join}9180502a-c6d0-8238-c80e-b919f26d1d0b  # expect: SEC001/warning "Plaid sandbox token in"
v109 live_{join}dc5e8e3b0ca2b2a8ea21b26d3e0b83d071e  # expect: SEC001 "Lob API key in"
v110 live_{join}uikyNWcJZhK2I05q7Xs4Rgs3AS0lpISlFr  # expect: SEC001 "Mollie API key in"
v111 live_{join}cRHIwdy3s42CA3139qzDBdiw0pORidlj5gs4ewyoKY  # expect: SEC001 "GoCardless token in"
v112 FLWSECK-{join}347c476062fde6f79726e28f6e68bce5-X  # expect: SEC001 "Flutterwave secret key in"
v113 FLWSECK_LIVE-{join}Zt3N57zl8rshudHF9eW4LYJoVL3AizWNC2TP  # expect: SEC001 "Flutterwave secret key in"
v114 FLWSECK_TEST-{join}zrcvQ19n6MXrmxnzIxp6xcJSJEinA78QA5Qb  # expect: SEC001/warning "Flutterwave test key in"
v115 rzp_live_{join}WGIkchinip0Q6a  # expect: SEC001 "Razorpay live key id in"
v116 pdl_live_apikey_{join}rv3osopzotl3s92ytna9t0ulm8_IdTy495IyIed9SYQPVkWuw_sez  # expect: SEC001 "Paddle API key in"
v117 pdl_sdbx_apikey_{join}v0otltbex6o4j6vugli57wrp9t_dSemVsBAWEoSJvjqnjn2HS_83s  # expect: SEC001/warning "Paddle sandbox key in"
v118 duffel_live_{join}4FDuBkNtqxmi9PYV2eyGnRsudcPznWidjU32F8Y2Qbd  # expect: SEC001 "Duffel token in"
v119 duffel_test_{join}CbgJTjfLx7jXJjyIM0dPFwPFejIiX2R8HzEBmhV_Pe3  # expect: SEC001/warning "Duffel test token in"
# --- deploy/placeholders1.cfg
v0 AKIA{join}XXXXXXXXXXXXXXXX
v1 ASIA{join}XXXXXXXXXXXXXXXX
v2 ABIA{join}XXXXXXXXXXXXXXXX
v3 ACCA{join}XXXXXXXXXXXXXXXX
v4 ABSK{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v5 amzn.mws.{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v6 amzn1.oa2-cs.v1.{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v7 AIza{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v8 GOCSPX-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v9 ya29.{join}xxxxxxxxxxxxxxxxxxxxxxxx
v10 1//0{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v11 AAAA{join}xxxxxxx:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v12 AccountKey={join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==
v13 SharedAccessKey={join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=
v14 xx{join}x1Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v15 dop_v1_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v16 doo_v1_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v17 dor_v1_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v18 DO00{join}XXXXXXXXXXXXXXXX
v19 HRKU-AA{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v20 fo1_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v21 fm2_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v22 fm1r_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v23 fm1a_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v24 rnd_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v25 nfp_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v26 nfc_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v27 nfo_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v28 nfb_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v29 vcp_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v30 vca_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v31 vci_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v32 vcr_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v33 vercel_blob_rw_{join}xxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v34 v1.0-{join}aaaaaaaaaaaaaaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v35 LTAI{join}xxxxxxxxxxxxxxxxxxxx
v36 AKID{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v37 AKLT{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v38 bce-v3/ALTAK-{join}xxxxxxxxxxxxxxxxxxxxx/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v39 AQVN{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v40 y0_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v41 y0__{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v42 t1.9eu{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v43 EXO{join}aaaaaaaaaaaaaaaaaaaaaaaa
v44 SCW{join}XXXXXXXXXXXXXXXXX
v45 ucat_{join}XXXXXXXXXXXXXXXXXXXXXXXXXX
v46 ghp_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v47 gho_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v48 ghu_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v49 ghs_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v50 ghr_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v51 github_pat_{join}xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v52 ghs_{join}11111_eyJxxxxxxxxxxxxxx.xxxxxxxxxxxxxx.xxxxxxxxxxxxxx
v53 glpat-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xx.xxxxxxxxx
v54 glpat-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxx
v55 glpat-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v56 gldt-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v57 glrt-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v58 glrtr-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v59 glptt-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v60 glft-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v61 glcbt-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v62 glagent-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v63 glsoat-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v64 glimt-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v65 gloas-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v66 glffct-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v67 glwt-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v68 GR1348941{join}xxxxxxxxxxxxxxxxxxxx
v69 ATBB{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v70 BBDC-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v71 ATATT3xFfGF0{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v72 ATCTT3xFfGN0{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v73 ATOAT3xFf{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v74 xoxb-{join}1111111111111-xxxxxxxxxxxxxxxxxxxxxx
v75 xoxp-{join}1111111111111-xxxxxxxxxxxxxxxxxxxxxx
v76 xoxa-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v77 xoxr-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v78 xoxs-{join}1111111111111-xxxxxxxxxxxxxxxxxxxxxx
v79 xoxc-{join}1111111111111-xxxxxxxxxxxxxxxxxxxxxx
v80 xoxd-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v81 xoxo-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v82 xoxe.xoxb-{join}1-xxxxxxxxxxxxxxxxxxxxxxxx
v83 xoxe.xoxp-{join}1-xxxxxxxxxxxxxxxxxxxxxxxx
v84 xoxe-{join}xxxxxxxxxxxxxxxxxxxxxxxx
v85 xapp-{join}1-XXXXXXXXXX-1111111111-xxxxxxxxxxxxxxxxxxxxxxxx
v86 https://hooks.slack.com/services/T{join}XXXXXXXXXX/BXXXXXXXXXX/xxxxxxxxxxxxxxxxxxxxxxxx
v87 https://hooks.slack.com/workflows/T{join}XXXXXXXXXX/AXXXXXXXXXX/11111111111111111111/xxxxxxxxxxxxxxxxxxxxxxxx
v88 https://hooks.slack.com/triggers/T{join}XXXXXXXXXX/1111111111111/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v89 sk_live_{join}xxxxxxxxxxxxxxxxxxxx
v90 rk_live_{join}xxxxxxxxxxxxxxxxxxxx
v91 sk_org_live_{join}xxxxxxxxxxxxxxxxxxxx
v92 sk_prod_{join}xxxxxxxxxxxxxxxxxxxx
v93 sk_test_{join}xxxxxxxxxxxxxxxxxxxx
v94 rk_test_{join}xxxxxxxxxxxxxxxxxxxx
v95 whsec_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v96 sq0atp-{join}xxxxxxxxxxxxxxxxxxxxxx
v97 sq0csp-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v98 EAAAE{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v99 EAAAl{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v100 access_token$production${join}xxxxxxxxxxxxxxxx$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v101 access_token$sandbox${join}xxxxxxxxxxxxxxxx$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v102 shpat_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v103 shpca_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v104 shppa_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v105 shpss_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v106 shpua_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v107 access-production-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v108 access-sandbox-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v109 live_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v110 live_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v111 live_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v112 FLWSECK-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-X
v113 FLWSECK_LIVE-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v114 FLWSECK_TEST-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v115 rzp_live_{join}xxxxxxxxxxxxxx
v116 pdl_live_apikey_{join}xxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxx_xxx
v117 pdl_sdbx_apikey_{join}xxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxx_xxx
v118 duffel_live_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v119 duffel_test_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
