# Each form of token in a file of its provider's, and the same form with nothing in it. All are made up
# and written in two pieces ({join} is taken out).
# --- deploy/tokens3.cfg
v0 PMAK-{join}d24a6425d987bada4862e1de-7651c4324df274de8eb0863594050d6cf3  # expect: SEC001 "Postman API key in"
v1 rdme_{join}e8whajhziext13j2p51agqcmki1xsqolnjm8ae1smfkd6zea0qfdrsjplnhkvp1t3mcrce  # expect: SEC001 "ReadMe API key in"
v2 dapi{join}1f81a3be8ec7e3e5e2d8bcba5cd548bc  # expect: SEC001 "Databricks token in"
v3 dose{join}682f13413f4f525a0e46c7a8493ece47  # expect: SEC001 "Databricks OAuth secret in"
v4 fio-u-{join}FKQIN_zfwUo09TleEZ6Fric3X9JcIK9NTizjGVJTlHka0QU1PLN784ZUaVSzYy86  # expect: SEC001 "Frame.io token in"
v5 dnkey-{join}dQFfbFEswthfKQY4UiLnclDSf8-Z71tngYDhIE9tFWjVxnxzxv0V1TpG7Q5p1eYyYqCOexmYxAaF7Hj  # expect: SEC001 "Defined Networking token in"
v6 tskey-auth-{join}hPo4cCUPSR01WO-om10d436XmeAyvGByUXLJCfx  # expect: SEC001 "Tailscale key in"
v7 tskey-api-{join}4l2T7p8zTY8Iw4-iVd3DSXwWgDSKwK8LjT2CeD0  # expect: SEC001 "Tailscale API key in"
v8 tskey-client-{join}elkPAFgozepjp8-7iS1dyda1XSvOGdIfHgtSBrV  # expect: SEC001 "Tailscale OAuth secret in"
v9 tskey-{join}w5v68qdhicyk  # expect: SEC001 "Tailscale key in"
v10 da{join}9f3e3e13msh93796bed8082d93p1259a4jsnb08794b0bd5f  # expect: SEC001 "RapidAPI key in"
v11 apify_api_{join}enMht69PwbdPYGbhXJoQH0q0N2B4ViwZc4Sq  # expect: SEC001 "Apify token in"
v12 tr_prod_{join}H6oxYnIE5VeyIqBcmdu5apaZ  # expect: SEC001 "Trigger.dev key in"
v13 tr_dev_{join}ypB23Av5fTn7pCD1lcVrwCZy  # expect: SEC001/warning "Trigger.dev key in"
v14 signkey-prod-{join}7506a1dc3b240cfe82080f67a215f21e18592bde2b8b1a5df67a621a10b014cf  # expect: SEC001 "Inngest signing key in"
v15 zpka_{join}deb741f1a7a094e6e34d398c01354624_513a452f  # expect: SEC001 "Zuplo key in"
v16 unkey_{join}t8qDSLFgdVQwp3YgwTWe9AnJ  # expect: SEC001 "Unkey root key in"
v17 retool_01{join}0zwmf7j8chjobru6xvqahxs8xv2x  # expect: SEC001 "Retool API key in"
v18 rootly_{join}d0539056a4eb75aba5af4f86f98627439c0e9ad14b2a59a740827a973a7ad3ac  # expect: SEC001 "Rootly key in"
v19 ico-{join}RGN8IKr365YvVxULqmibdLjl28MZlfk8  # expect: SEC001 "Infracost key in"
v20 K00{join}3VhYaPuWx35QgXFvZr43KHZCG2ig  # expect: SEC001 "Backblaze key in"
v21 cosmo_{join}2401cebde58196925e63d9219d20cbe1  # expect: SEC001 "Wundergraph token in"
v22 user:gh.{join}7lTr4l1u:pmdi1rKrbUbSi9lQMu0sGj  # expect: SEC001 "Apollo key in"
v23 service:{join}3G1cId6:3wBSLW3uiVhqtkBWFIzQva  # expect: SEC001 "Apollo graph key in"
v24 hvs.{join}XHBCj7PDCKdgYepWLzBgW5oQA6V9  # expect: SEC001 "Vault token in"
v25 hvb.{join}NQfaoZ5ABPS1XkyzsuevKMtJGsw2ZC-8C1mKwcTt0KVTUR_2ri9iR5WFpI1doYefHvgzItKgtQmNgfKoS8v6l9NgOphOWr2JSQmHK1Dy  # expect: SEC001 "Vault batch token in"
v26 hvr.{join}z3b7i1pFU7o8u9sN1LsDC0mLAiyT  # expect: SEC001 "Vault recovery token in"
v27 dp.pt.{join}rGFdeSFAo5zjfliu7wlmZdaYGCztfC6uXe5V5nuUE7Ig  # expect: SEC001 "Doppler token in"
v28 dp.ct.{join}2n1GtvNoqX1Fs6TtNTxhLBu1Wdvb9QTJ9CUSxiloNIB4  # expect: SEC001 "Doppler CLI token in"
v29 dp.scim.{join}SNKbFajbrmLDwj14S1356U1Q71dJ9zatU6xaijkeE1Vg  # expect: SEC001 "Doppler SCIM token in"
v30 dp.audit.{join}K4m8gdhKXmcjPvnRtESuyHM1YGxa0z2Li5eYFLRLUGE9  # expect: SEC001 "Doppler audit token in"
v31 dp.sa.{join}qDMyg04q2D7CGTUZNxXOtMcuspIRnt5H5oGMmtZBIXEv  # expect: SEC001 "Doppler service account token in"
v32 dp.st.{join}4FDuS.JwpzaEUmbeA6bRSrpVvdL6t4VDjGhsLH5d3OPGY5mzma  # expect: SEC001 "Doppler service token in"
v33 ops_{join}eyJpYXQiOjE3MDAwMDAwMDAuNSwidXJsIjoiaHR0cHM6Ly9zaG9wLmFjbWUuaW8iLCJyZWdpb24iOiJlbm01aGFxbnAiLCJrIjoiaG1ZaXJFN0FVdVFLWllFUVcyRWVXSXBHczUwdE5qcmtUWXIzTEFwWGZkeFp1V25vUmpHdm5rZ3RIR1FzVkxhY01VWGpMR2N6M21rbWN1ZVRVajRBeDBXTDlUbTZmSXVxc0xpUW1JRzZLRlBBR1VZcU9qS09zS3VrQjRieWNVZmQ2eUdIMmlzSVo3QUlYQ0lOcGJZS0E4In0  # expect: SEC001 "1Password service account token in"
v34 A3-{join}CF39A4-DZDWIO-RO4NH-9E6AX-K0ZQC-A5SHO  # expect: SEC001 "1Password secret key in"
v35 st.{join}147afbdc60bdc069fcfbebfa.b69b819e1a8ba8b1817a6a5eb15deaf6.7194e4b370cb6b83812eb8ce3f20cb60  # expect: SEC001 "Infisical token in"
v36 ory_pat_{join}ZxPtRGRLpofFvsbhQzjoFa1h5KjHoifprZYh  # expect: SEC001 "Ory token in"
v37 ory_at_{join}Ubeu7tL40ehKxyLV9RnsYlHgankFGPJCxlrH9a8fUQKY  # expect: SEC001 "Ory token in"
v38 ory_rt_{join}JQHLjIXTdTmsYtxEINH4bM7OyqZ1y81YbIdSK8iKiEJP  # expect: SEC001 "Ory token in"
v39 secret-live-{join}MmvRMicWZuqwEeQOvLP3H6ubynmBET74eKiO  # expect: SEC001 "Stytch secret in"
v40 secret-test-{join}OahsVDU69IfcEzNWVcw9wlnX37uxNviKvlpy  # expect: SEC001/warning "Stytch test secret in"
v41 AGE-SECRET-KEY-1{join}VW0EVXQ3F4P2MKRJQ7MJT4D4Z8TWTUAWN0AA0GKP6EQFXSQD8MC5F4DCEM  # expect: SEC001 "age secret key in"
v42 SU{join}AEJ4ZU2DORRRKEBGVSFML54NVUYUJ7OHAHY2UK3QVR5D3TSW3PNKXXEQ  # expect: SEC001 "NATS user seed in"
v43 SA{join}ANVLFE3ALWPBMFDK74XKU2AO5ZWJITYRA7VMZ3HVDQSKN3HBTWJ5RUAY  # expect: SEC001 "NATS account seed in"
v44 SO{join}AMHHEPBS254YJDPOXH5CNSDO3AQE3Y5YFNPTLY4MM7BAAOUEO7ODDF4Y  # expect: SEC001 "NATS operator seed in"
v45 sc_{join}fAr8bxPFI.Q1EglQ.acc_dPJx8jB5rUZWg7.XjQqXBbQfNw2FoUSOxS2JBa2W31X3QLB2v  # expect: SEC001 "Authress service key in"
v46 ext_{join}VEeC3boTk.7hzjzH.acc_32EU6XANGxDIQ7.02VAyUVnZKhU1CourqAqzxa6+RHSfu39mH  # expect: SEC001 "Authress service key in"
v47 eyJ{join}hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTc3IiwiaXNzIjoib3JkZXJzIn0.HoeVcn0ckOTvWBuaiugZxXjiNdwSfNsErups2RdXeQ4  # expect: SEC001 "JSON web token in"
v48 sbp_{join}69b198b15e46e9c21295dac9297298921853bf04  # expect: SEC001 "Supabase access token in"
v49 sbp_v0_{join}ce5dfa3dc738fb39cfa1b8f459a6d8ada961faed  # expect: SEC001 "Supabase access token in"
v50 sbp_oauth_{join}fc6d5c3f753f757df526e467a96e42ec83ace614  # expect: SEC001 "Supabase OAuth token in"
v51 sb_secret_{join}8rCQIM1hoSJnFqOG5lkevNhl  # expect: SEC001 "Supabase secret key in"
v52 pscale_pw_{join}4v1bt8LDpBuRNiqJG5bSB6XWkAyYwlWzOHzB  # expect: SEC001 "PlanetScale password in"
v53 pscale_tkn_{join}anbji0uJVgY8pBiKF6WNzJD1j9hTezylu8ow  # expect: SEC001 "PlanetScale token in"
v54 pscale_oauth_{join}keH8IoCPVc0gqalFxgLEbvbwDjbSEQWEGBYT  # expect: SEC001 "PlanetScale OAuth token in"
v55 napi_{join}gne84etod4c0uh29bx0rcbkbyiuadnba4m2j7i2u3rl89rqaprmpehoi0y9mlghd  # expect: SEC001 "Neon API key in"
v56 AVNS_{join}r90PYirKACH1gJBEyWc  # expect: SEC001 "Aiven password in"
v57 cflt{join}mcZ6m+9cf47R8EfU9QUO6YEoagTE6upBP2R4o1eO/+IH8yOSYXBDeqHDxQ5R  # expect: SEC001 "Confluent Cloud secret in"
v58 xau_{join}jQoEHS2g861whkv60HmAsN8zimzv8hNQk8Ry  # expect: SEC001 "Xata API key in"
v59 fnAE{join}J9U3imqziu3toijtar5sWrzmLuOyl56fSDhL  # expect: SEC001 "Fauna key in"
v60 prod:{join}P9sKhwyIKZiN|eyJ1gmstZaL1a57h4LWbzZ4ekt3veB8mOSjgfCSE056jqGq  # expect: SEC001 "Convex deploy key in"
v61 nbwt1_{join}eyJpYXQiOjE3MDAwMDAwMDAuNSwidXJsIjoiaHR0cHM6Ly9zaG9wLmFjbWUuaW8iLCJyZWdpb24iOiJ4d2tqeHdrcHQiLCJrIjoiTE5RTHNXRFBlR2F2VENIUkNQbVBRV1p3Tmgxc3hIOTJGaGIxaEpaNHc0d2VkQmdZMm5vU29zZ3pwaUluaGVPR2FTbWtHZVJ5RWJBbU1kOVR2em9KVEwyaXRKMFk3VFpTaWFKcUdQSTEyWEEwQVVzU2dEdnhJczlrN1VUTXI1SmJKZ3RHOXBCRmdMYkR1WVJIbHdKNnZmIn0  # expect: SEC001 "EdgeDB secret key in"
v62 edbt1_{join}eyJpYXQiOjE3MDAwMDAwMDAuNSwidXJsIjoiaHR0cHM6Ly9zaG9wLmFjbWUuaW8iLCJyZWdpb24iOiJreXRlcGl6eXIiLCJrIjoiTnRoY05PcTFldUxNd252TlBlS2FTQktYam5oV2lJd21mOU1reWIxSm1XblVHeDVrSzByRDBzWWNkVGZzbUlYOVFUYXk4Q0wyanhjNEVZdlYzRk5EUExRM2tzTjlrYXFRcXVGU29hUGtDVUdzMks4RXZMRHZ1WlhDTHllWVJjQ3ZoUU0yelRyMllXVHJpd25CNHNIb2R6In0  # expect: SEC001 "EdgeDB secret key in"
v63 standard_{join}f3af3e4db1f03c6295d6a0f40efc92635648084c32f9065fdb813ac40f4381bdf08c8480fbed7f39075873515be378b59ed62bf7da3bf9e1b9a5c8c7f7ad0603ab970a09430c506c5dc3a706ae747085d520d0a9d78c1de1068f68c91ef91b64574292418bcf47181f58fd7ae59205138382f0e1ab41f039d52a9d7e27d8d239  # expect: SEC001 "Appwrite API key in"
v64 essu_{join}N/JuwsZ83dpV1d1ZIU7N/zrsT2C60AILUiu7Fvd8JoDO  # expect: SEC001 "Elastic API key in"
v65 sntrys_{join}eyJpYXQiOjE3MDAwMDAwMDAuNSwidXJsIjoiaHR0cHM6Ly9zaG9wLmFjbWUuaW8iLCJyZWdpb24iOiJsdnVhcjNnaHUiLCJrIjoiWEZMdW9UbVFXY3diT2pYeWZrSWUzZFI5ZXhuUE1sUlBUekN2aDVwWFkzVGE2cVFWNkpvUFRVZTR3dFlHODc0Y1RPcnA1SWh0dmVHTkFYUHI0RVp1YkRNSHJvdkNyZTVFazNMcWdGc1IxQW01R0E3bmZ6bTF2RVJ1ODNMcjZzRkRkUVoydkNGV09vZXBWTFlkVnZMSXF6In0  # expect: SEC001 "Sentry organisation token in"
v66 sntryu_{join}f28e84280b7ef650e292bca0940ce16152d7f640ecfda19c8fd15fa2048d5954  # expect: SEC001 "Sentry token in"
v67 sntrya_{join}07258df150193d807cebf6070c6cdb934a7da9b3025756e7fdcf1ae59bc4e582  # expect: SEC001 "Sentry token in"
v68 glsa_{join}v5hjXOsAetgkMc3oWgNqhKPGmRN4ijGs_834c50Dd  # expect: SEC001 "Grafana service account token in"
v69 glc_{join}eyJpYXQiOjE3MDAwMDAwMDAuNSwidXJsIjoiaHR0cHM6Ly9zaG9wLmFjbWUuaW8iLCJyZWdpb24iOiJ2aTZxdzYza3giLCJrIjoibzVQOHlSdldFaVFIT1dMeUhyVkh6cjd2TkpTRWZQcDM2NEdYVjJsdHJMZTlwZWdORFhnZU5iY2l4SzZUcUJrRU5zSVMyYkQzU3MwQ0dTbWpGY085dUE5NU5aRWRHWDhGWnJ2RzE3REFNaGcyY0hsMkhDUmpuUXpzUXcwcXZPbWpva3NoQjZubFV2MHNkdDYyQjhXQ1hoIn0  # expect: SEC001 "Grafana Cloud token in"
v70 eyJ{join}rIjoiMlFJcjhLVjlPeUJYaFBMQjRwallTSkZZdEd0UGtVNDIiLCJuIjoib3JkZXJzIiwiaWQiOjF9  # expect: SEC001 "Grafana API key in"
v71 NRAK-{join}J51PATL5094CZCHVTNMWEGM1B1H  # expect: SEC001 "New Relic API key in"
v72 NRII-{join}gTkuU4vmcwvmF5mbcESP7wqadLz0sV2e  # expect: SEC001 "New Relic insights key in"
v73 NRIQ-{join}04lEWECadcsmVwu2Mg2D7KrSj9tyLma7  # expect: SEC001 "New Relic query key in"
v74 NRAA-{join}e486b4f8c8168b0e041ab0fb473  # expect: SEC001 "New Relic admin key in"
v75 NRRA-{join}16bebca3c0b6a0f3aea2dfcdac47f180497cb2ef89  # expect: SEC001 "New Relic REST key in"
v76 a9{join}8b614e6d9a769d82efa46f317de6296321NRAL  # expect: SEC001 "New Relic license key in"
v77 eu01xx{join}12cd103d6e1ec0a082bda0c71b7346NRAL  # expect: SEC001 "New Relic license key in"
v78 dt0c01.{join}AO57C7SZ48NYN9Z6D9HVMKEL.MGNP40SE4NVYB0TJL4HPA37FRX2RH4QDBCWCE9Y15VEKQV719L7WCERUFITU6BIW  # expect: SEC001 "Dynatrace token in"
v79 dt0s01.{join}XONK7WQHTL2LQ1VLBSJ4QYUM.MIRC61ML2WF1LF2GQH6G1DA2QMB0LGR3DI6IS2WY7PEA5NJGWAL5M6ILMHISHN6Z  # expect: SEC001 "Dynatrace platform token in"
v80 dt0s02.{join}2TZCL4NA.AIP0XO2HMXA9Y29O9KME754LTF9CO3T74H6T83M9CMIH04GO1YW20HFMW39W98OQ  # expect: SEC001 "Dynatrace OAuth secret in"
v81 dt0s16.{join}SF1G857Y.N7U4B1JWN3C1D2OS54EL3Z3MIGBIANU8DP5DUHB2KOF797D84HRUZHER2NPKG8T1  # expect: SEC001 "Dynatrace platform token in"
v82 hcaik_01{join}k9ixiwkcbr6cm3b3feztkq2hmpm1yxzv1jf4hpodfuts45a62kcf1ms1  # expect: SEC001 "Honeycomb ingest key in"
v83 hcxik_01{join}4kbcm461wn393o9fq78mxkt236zhvy6m6bju451re1olom8o9be9b3b9  # expect: SEC001 "Honeycomb key in"
v84 hcamk_01{join}e6ejwhjtqtwsam6ztx5zrpf3c80apie8s6n9s93p1eg17u0smb5o8w8a  # expect: SEC001 "Honeycomb management key in"
v85 xaat-{join}ca030c06-5af0-8792-2f78-b58bf81d3fb3  # expect: SEC001 "Axiom token in"
v86 xapt-{join}e3a5ad97-a23e-3e01-36a3-b5fb2c8f0937  # expect: SEC001 "Axiom personal token in"
v87 phx_{join}0uCJ1IM8RLpHoBLn4XVWZCxjiRldRvBRXBAvpkhg31Ab  # expect: SEC001 "PostHog personal key in"
v88 phs_{join}XcMi4NXfSljdvTET3dopDhN0ow25bKv4u96sW6i5ewgS  # expect: SEC001 "PostHog feature flag key in"
v89 secret-{join}CYdBD3M6jKiKuYSKBSoSVFsnL6FVSDgSebyifdRBjtEO  # expect: SEC001 "Statsig secret in"
v90 sdk-{join}c868c9e2-c456-be78-368c-7b8d45e8f438  # expect: SEC001 "LaunchDarkly SDK key in"
v91 api-{join}6b83eb48-3274-5743-e929-387d303bcb0c  # expect: SEC001 "LaunchDarkly API key in"
v92 configcat-sdk-1/{join}GiamaTEINuwHlEy6G5i8wv/wL85XwCJ3LfiWPr-rWGnE3  # expect: SEC001 "ConfigCat key in"
v93 sgp_{join}xvVEhj0UIfQd72TSilcy2nF762N1jknBqYOrpjHtwoar5rIlcOYP9bZIOdeDwxEn  # expect: SEC001 "Segment token in"
v94 secret_{join}TosfKbwPZpzocMRO0yn8jVAQhsxqlglyaH78c6bsTGd  # expect: SEC001 "Notion token in"
v95 ntn_{join}nWhfFMroWcIA76sGBFmQPbnR5bkAZYhVgRHndlzmhN1b  # expect: SEC001 "Notion token in"
v96 lin_api_{join}V0PapmsRmu51oVKwyeb2jTrq7wsQBadWQbEIKbDV  # expect: SEC001 "Linear API key in"
v97 lin_oauth_{join}e7f74db86a9121924c1963befd30537625cb73ae94b8e0f053b90cf91c9c814a  # expect: SEC001 "Linear OAuth token in"
v98 figd_{join}B19KkLspVgPCRzMhBunJB92IiZ6GlRTKsioLeaQUxYKq  # expect: SEC001 "Figma token in"
v99 figo_{join}YROUbihXMZe1slVOc8uMKCkINJdSebwq6pSmozByReKq  # expect: SEC001 "Figma OAuth token in"
v100 figor_{join}gBiOTYxko1vKp7RYzBGkD0DOclNXjYxF7XBLEWE3Qtcd  # expect: SEC001 "Figma refresh token in"
v101 pat{join}2Yug1gTpaesVEM.137bcb048320d3a5ec80f5fe7631f65340fb4bac5e05632d6081ae79f256943f  # expect: SEC001 "Airtable token in"
v102 pk_{join}924136905_OMWSF69YWTIX5R857FK7GUFCV7SAORA4  # expect: SEC001 "ClickUp token in"
v103 CFPAT-{join}Sp3tbkpgYFY5mSsibagNlAl5aXwG7trG0Zq0ZJa95re  # expect: SEC001 "Contentful token in"
v104 sk{join}YmIkQfXWi282LAiI2iZxoF0YVEwjKlIhptB8WaxZiQfgitXexqbdiya0s5cjfk4NvXVdbEp7bq2lvArCPnow  # expect: SEC001 "Sanity token in"
v105 tfp_{join}n~qleymJbuR4dBzV5HTE2syfB53iJhq8SARLYcr3fe8f  # expect: SEC001 "Typeform token in"
v106 sl.{join}uqVymKuqR63S5J6xmSQT6Zywg1Cs7ynN0Ntbm_2t0KaXpvtsJsHKgP3eqYBoaBfRxkhDQaKHQgn74ZgHuZ8AKQtbfPgiqGkNB71uC3OByC3P5FR9RoPlFJNofrU1i-lBGIAZrG  # expect: SEC001 "Dropbox token in"
v107 sl.u.{join}icbH6pdkJeSVlyP1pUxPSiX6M3yocXVPYMsVuyLzQEjzPW5LUSWQulBwLadJjnDQZ9Y2XBpsNHy7EbG0DlmDqthdP3XVFPnI0wfBV9Na6diy9gGnkTn6f6wfG71mCElJK9GiBR  # expect: SEC001 "Dropbox token in"
v108 p8e-{join}vUqAsBtysN2I3eKqyOx8NuGK5jKJNqCc  # expect: SEC001 "Adobe client secret in"
v109 EAACEdEose0cBA{join}tTynZ8b4X1SfHXH7rQXu3PLC  # expect: SEC001 "Facebook access token in"
v110 EAA{join}dmiIlZxEv2AV57dmsurBZJjCWKhSNDVceDx0IBtgDRUa92UWXT9RpsBW3H0CePSkZvPyFof6IMYpdJd6uKa5mSdS1mG3vBI5cw1WSmwr  # expect: SEC001 "Facebook access token in"
v111 IGQ{join}o6HrcImKsgJFoDFi6WSdlRjte7n0MoyobzRntCslAq0rINrGUewq50NpN7D5ocn6RO7CnE8HhHpwLgT3G5KLMmQN7UoWrLfxYtJdHnXo  # expect: SEC001 "Instagram access token in"
v112 AAAAAAAAAAAAAAAAAAAAA{join}9E3KJqQlbCKAV0IPO56XyI7acruzM6O74Zyz4WJErRaZtel3FWVRSr0C7uewViti  # expect: SEC001 "Twitter bearer token in"
v113 WPL_AP1.{join}7AEen868uKyvZYfp.x3DH9q/SyB  # expect: SEC001 "LinkedIn client secret in"
v114 pina_{join}X5XIULGHJL3I2ZRKAZPD46K0POD4LW6A7216IL9QSYCJD3U6JFMN2JQ5G8A6MKA6  # expect: SEC001 "Pinterest token in"
v115 sk.{join}eyJpYXQiOjE3MDAwMDAwMDAuNSwidXJsIjoiaHR0cHM6Ly9zaG9wLmFjbWUuaW8iLCJyZWdpb24iOiJrd2c5NHgwYTkiLCJrIjoidDZiS2ZVVkV3bFd2Zzd3YThwU3JFT0JVZDFBenBHS1FnQ2VETVN6UGZOT2g1TGo3U29JbzVMeUt5dmFiZVVHM1ZXbFpxWWdoVVpvVXF6V2QyWTNxOXZCaFkyTGZVcklndFJwbm9BYnV3Sm51MkM3UUVlS0w5Rk9rTFQ2UTNGcmRsODZQT1FDRjNVZ0RacGswbFBXSlpXIn0.8AUPLKm8Zl51ko4AkZCy8s  # expect: SEC001 "Mapbox secret token in"
v116 Jo{join}D38t_iBLfsv149iKCGbq09pFkzPjuFfXSJ_mmk  # expect: SEC001 "MaxMind license key in"
v117 cloudinary://{join}327063454348409:36o2jq4o8Hrf0FIJwxJFtIJgr2v@aXylKyU  # expect: SEC001 "Cloudinary key in"
v118 00D{join}Bu4Zk2B1fkwh!yIs87E8VUd57VC0xyzEH2zY7JjvJ9hEjZwOZ32aLaviTL03qRrSoixX94eLzduh~gHg7G9tUa6liAoBzVdXZ  # expect: SEC001 "Salesforce session id in"
v119 5Aep861{join}zGW8Po7s1cvD0oTm04QTzLseALjD46SuC4DIl2OBLdOBWQLdiAcyk9w3QihRL0n9  # expect: SEC001 "Salesforce refresh token in"
# --- deploy/placeholders3.cfg
v0 PMAK-{join}aaaaaaaaaaaaaaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v1 rdme_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v2 dapi{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v3 dose{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v4 fio-u-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v5 dnkey-{join}xxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v6 tskey-auth-{join}xxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx
v7 tskey-api-{join}xxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx
v8 tskey-client-{join}xxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx
v9 tskey-{join}xxxxxxxxxxxx
v10 aa{join}aaaaaaaamshaaaaaaaaaaaaaaap1aaaaajsnaaaaaaaaaaaa
v11 apify_api_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v12 tr_prod_{join}xxxxxxxxxxxxxxxxxxxxxxxx
v13 tr_dev_{join}xxxxxxxxxxxxxxxxxxxxxxxx
v14 signkey-prod-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v15 zpka_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_aaaaaaaa
v16 unkey_{join}xxxxxxxxxxxxxxxxxxxxxxxx
v17 retool_01{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v18 rootly_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v19 ico-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v20 K00{join}1xxxxxxxxxxxxxxxxxxxxxxxxxxx
v21 cosmo_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v22 user:gh.{join}xxxxxxxx:xxxxxxxxxxxxxxxxxxxxxx
v23 service:{join}xxxxxxx:xxxxxxxxxxxxxxxxxxxxxx
v24 hvs.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v25 hvb.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v26 hvr.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxx
v27 dp.pt.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v28 dp.ct.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v29 dp.scim.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v30 dp.audit.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v31 dp.sa.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v32 dp.st.{join}xxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v33 ops_eyJ{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v34 A3-{join}XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX
v35 st.{join}aaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v36 ory_pat_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v37 ory_at_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v38 ory_rt_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v39 secret-live-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v40 secret-test-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v41 AGE-SECRET-KEY-1{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v42 SU{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v43 SA{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v44 SO{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v45 sc_{join}xxxxxxxxx.xxxxxx.acc_xxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v46 ext_{join}xxxxxxxxx.xxxxxx.acc_xxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v47 eyJ{join}xxxxxxxxxxxxxx.eyJxxxxxxxxxxxxxx.xxxxxxxxxxxxxx
v48 sbp_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v49 sbp_v0_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v50 sbp_oauth_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v51 sb_secret_{join}xxxxxxxxxxxxxxxxxxxxxxxx
v52 pscale_pw_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v53 pscale_tkn_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v54 pscale_oauth_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v55 napi_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v56 AVNS_{join}xxxxxxxxxxxxxxxxxxx
v57 cflt{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v58 xau_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v59 fnAE{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v60 prod:{join}xxxxxxxxxxxx|eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v61 nbwt1_eyJ{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v62 edbt1_eyJ{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v63 standard_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v64 essu_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v65 sntrys_eyJ{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v66 sntryu_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v67 sntrya_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v68 glsa_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_aaaaaaaa
v69 glc_eyJ{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v70 eyJrIjoi{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v71 NRAK-{join}XXXXXXXXXXXXXXXXXXXXXXXXXXX
v72 NRII-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v73 NRIQ-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v74 NRAA-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaa
v75 NRRA-{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v76 aa{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaNRAL
v77 eu01xx{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaNRAL
v78 dt0c01.{join}XXXXXXXXXXXXXXXXXXXXXXXX.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v79 dt0s01.{join}XXXXXXXXXXXXXXXXXXXXXXXX.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v80 dt0s02.{join}XXXXXXXX.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v81 dt0s16.{join}XXXXXXXX.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v82 hcaik_01{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v83 hcxik_01{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v84 hcamk_01{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v85 xaat-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v86 xapt-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v87 phx_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v88 phs_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v89 secret-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v90 sdk-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v91 api-{join}aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
v92 configcat-sdk-1/{join}xxxxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxx
v93 sgp_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v94 secret_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v95 ntn_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v96 lin_api_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v97 lin_oauth_{join}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v98 figd_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v99 figo_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v100 figor_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v101 pat{join}xxxxxxxxxxxxxx.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
v102 pk_{join}111111111_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v103 CFPAT-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v104 sk{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v105 tfp_{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v106 sl.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v107 sl.u.{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v108 p8e-{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v109 EAACEdEose0cBA{join}xxxxxxxxxxxxxxxxxxxxxxxx
v110 EAA{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v111 IGQ{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v112 AAAAAAAAAAAAAAAAAAAAA{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v113 WPL_AP1.{join}xxxxxxxxxxxxxxxx.xxxxxxxxxx
v114 pina_{join}XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
v115 sk.eyJ{join}xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxx
v116 xx{join}xxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx_mmk
v117 cloudinary://{join}111111111111111:xxxxxxxxxxxxxxxxxxxxxxxxxxx@xxxxxxx
v118 00D{join}xxxxxxxxxxxx!xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
v119 5Aep861{join}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
