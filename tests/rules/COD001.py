# --- app/report.py
def exactly_fifty(rows):
    a0 = rows[0].value
    a1 = rows[1].value
    a2 = rows[2].value
    a3 = rows[3].value
    a4 = rows[4].value
    a5 = rows[5].value
    a6 = rows[6].value
    a7 = rows[7].value
    a8 = rows[8].value
    a9 = rows[9].value
    a10 = rows[10].value
    a11 = rows[11].value
    a12 = rows[12].value
    a13 = rows[13].value
    a14 = rows[14].value
    a15 = rows[15].value
    a16 = rows[16].value
    a17 = rows[17].value
    a18 = rows[18].value
    a19 = rows[19].value
    a20 = rows[20].value
    a21 = rows[21].value
    a22 = rows[22].value
    a23 = rows[23].value
    a24 = rows[24].value
    a25 = rows[25].value
    a26 = rows[26].value
    a27 = rows[27].value
    a28 = rows[28].value
    a29 = rows[29].value
    a30 = rows[30].value
    a31 = rows[31].value
    a32 = rows[32].value
    a33 = rows[33].value
    a34 = rows[34].value
    a35 = rows[35].value
    a36 = rows[36].value
    a37 = rows[37].value
    a38 = rows[38].value
    a39 = rows[39].value
    a40 = rows[40].value
    a41 = rows[41].value
    a42 = rows[42].value
    a43 = rows[43].value
    a44 = rows[44].value
    a45 = rows[45].value
    a46 = rows[46].value
    a47 = rows[47].value
    a48 = rows[48].value


def one_more(rows):  # expect: COD001 "`one_more` has 51 lines of code, the limit is 50"
    a0 = rows[0].value
    a1 = rows[1].value
    a2 = rows[2].value
    a3 = rows[3].value
    a4 = rows[4].value
    a5 = rows[5].value
    a6 = rows[6].value
    a7 = rows[7].value
    a8 = rows[8].value
    a9 = rows[9].value
    a10 = rows[10].value
    a11 = rows[11].value
    a12 = rows[12].value
    a13 = rows[13].value
    a14 = rows[14].value
    a15 = rows[15].value
    a16 = rows[16].value
    a17 = rows[17].value
    a18 = rows[18].value
    a19 = rows[19].value
    a20 = rows[20].value
    a21 = rows[21].value
    a22 = rows[22].value
    a23 = rows[23].value
    a24 = rows[24].value
    a25 = rows[25].value
    a26 = rows[26].value
    a27 = rows[27].value
    a28 = rows[28].value
    a29 = rows[29].value
    a30 = rows[30].value
    a31 = rows[31].value
    a32 = rows[32].value
    a33 = rows[33].value
    a34 = rows[34].value
    a35 = rows[35].value
    a36 = rows[36].value
    a37 = rows[37].value
    a38 = rows[38].value
    a39 = rows[39].value
    a40 = rows[40].value
    a41 = rows[41].value
    a42 = rows[42].value
    a43 = rows[43].value
    a44 = rows[44].value
    a45 = rows[45].value
    a46 = rows[46].value
    a47 = rows[47].value
    a48 = rows[48].value
    a49 = rows[49].value


class Report:
    @route(
        "/a",
        {
            "b": 1,
        },
    )
    async def render(self, rows):  # expect: COD001
        a0 = rows[0].value
        a1 = rows[1].value
        a2 = rows[2].value
        a3 = rows[3].value
        a4 = rows[4].value
        a5 = rows[5].value
        a6 = rows[6].value
        a7 = rows[7].value
        a8 = rows[8].value
        a9 = rows[9].value
        a10 = rows[10].value
        a11 = rows[11].value
        a12 = rows[12].value
        a13 = rows[13].value
        a14 = rows[14].value
        a15 = rows[15].value
        a16 = rows[16].value
        a17 = rows[17].value
        a18 = rows[18].value
        a19 = rows[19].value
        a20 = rows[20].value
        a21 = rows[21].value
        a22 = rows[22].value
        a23 = rows[23].value
        a24 = rows[24].value
        a25 = rows[25].value
        a26 = rows[26].value
        a27 = rows[27].value
        a28 = rows[28].value
        a29 = rows[29].value
        a30 = rows[30].value
        a31 = rows[31].value
        a32 = rows[32].value
        a33 = rows[33].value
        a34 = rows[34].value
        a35 = rows[35].value
        a36 = rows[36].value
        a37 = rows[37].value
        a38 = rows[38].value
        a39 = rows[39].value
        a40 = rows[40].value
        a41 = rows[41].value
        a42 = rows[42].value
        a43 = rows[43].value
        a44 = rows[44].value
        a45 = rows[45].value
        a46 = rows[46].value
        a47 = rows[47].value
        a48 = rows[48].value
        a49 = rows[49].value
        return a1


def documented(rows):
    """Say much.

    line 0
    line 1
    line 2
    line 3
    line 4
    line 5
    line 6
    line 7
    line 8
    line 9
    line 10
    line 11
    line 12
    line 13
    line 14
    line 15
    line 16
    line 17
    line 18
    line 19
    line 20
    line 21
    line 22
    line 23
    line 24
    line 25
    line 26
    line 27
    line 28
    line 29
    """
    # and comment
    # more 0
    # more 1
    # more 2
    # more 3
    # more 4
    # more 5
    # more 6
    # more 7
    # more 8
    # more 9
    # more 10
    # more 11
    # more 12
    # more 13
    # more 14
    # more 15
    # more 16
    # more 17
    # more 18
    # more 19
    # more 20
    # more 21
    # more 22
    # more 23
    # more 24
    # more 25
    # more 26
    # more 27
    # more 28
    # more 29

    return rows


def table():
    return {
        "key0": 0,
        "key1": 1,
        "key2": 2,
        "key3": 3,
        "key4": 4,
        "key5": 5,
        "key6": 6,
        "key7": 7,
        "key8": 8,
        "key9": 9,
        "key10": 10,
        "key11": 11,
        "key12": 12,
        "key13": 13,
        "key14": 14,
        "key15": 15,
        "key16": 16,
        "key17": 17,
        "key18": 18,
        "key19": 19,
        "key20": 20,
        "key21": 21,
        "key22": 22,
        "key23": 23,
        "key24": 24,
        "key25": 25,
        "key26": 26,
        "key27": 27,
        "key28": 28,
        "key29": 29,
        "key30": 30,
        "key31": 31,
        "key32": 32,
        "key33": 33,
        "key34": 34,
        "key35": 35,
        "key36": 36,
        "key37": 37,
        "key38": 38,
        "key39": 39,
        "key40": 40,
        "key41": 41,
        "key42": 42,
        "key43": 43,
        "key44": 44,
        "key45": 45,
        "key46": 46,
        "key47": 47,
        "key48": 48,
        "key49": 49,
        "key50": 50,
        "key51": 51,
        "key52": 52,
        "key53": 53,
        "key54": 54,
        "key55": 55,
        "key56": 56,
        "key57": 57,
        "key58": 58,
        "key59": 59,
    }


def query(cursor):
    cursor.execute(
        """
        select
            column_0,
            column_1,
            column_2,
            column_3,
            column_4,
            column_5,
            column_6,
            column_7,
            column_8,
            column_9,
            column_10,
            column_11,
            column_12,
            column_13,
            column_14,
            column_15,
            column_16,
            column_17,
            column_18,
            column_19,
            column_20,
            column_21,
            column_22,
            column_23,
            column_24,
            column_25,
            column_26,
            column_27,
            column_28,
            column_29,
            column_30,
            column_31,
            column_32,
            column_33,
            column_34,
            column_35,
            column_36,
            column_37,
            column_38,
            column_39,
            column_40,
            column_41,
            column_42,
            column_43,
            column_44,
            column_45,
            column_46,
            column_47,
            column_48,
            column_49,
            column_50,
            column_51,
            column_52,
            column_53,
            column_54,
            column_55,
            column_56,
            column_57,
            column_58,
            column_59,
            last
        from t
        """
    )


def dispatch(code):
    match code:
        case 0:
            return "v0"
        case 1:
            return "v1"
        case 2:
            return "v2"
        case 3:
            return "v3"
        case 4:
            return "v4"
        case 5:
            return "v5"
        case 6:
            return "v6"
        case 7:
            return "v7"
        case 8:
            return "v8"
        case 9:
            return "v9"
        case 10:
            return "v10"
        case 11:
            return "v11"
        case 12:
            return "v12"
        case 13:
            return "v13"
        case 14:
            return "v14"
        case 15:
            return "v15"
        case 16:
            return "v16"
        case 17:
            return "v17"
        case 18:
            return "v18"
        case 19:
            return "v19"
        case 20:
            return "v20"
        case 21:
            return "v21"
        case 22:
            return "v22"
        case 23:
            return "v23"
        case 24:
            return "v24"
        case 25:
            return "v25"
        case 26:
            return "v26"
        case 27:
            return "v27"
        case 28:
            return "v28"
        case 29:
            return "v29"
        case 30:
            return "v30"
        case 31:
            return "v31"
        case 32:
            return "v32"
        case 33:
            return "v33"
        case 34:
            return "v34"
        case 35:
            return "v35"
        case 36:
            return "v36"
        case 37:
            return "v37"
        case 38:
            return "v38"
        case 39:
            return "v39"


def calls_in_a_table(rows):  # expect: COD001
    return [
        convert(rows[0]),
        convert(rows[1]),
        convert(rows[2]),
        convert(rows[3]),
        convert(rows[4]),
        convert(rows[5]),
        convert(rows[6]),
        convert(rows[7]),
        convert(rows[8]),
        convert(rows[9]),
        convert(rows[10]),
        convert(rows[11]),
        convert(rows[12]),
        convert(rows[13]),
        convert(rows[14]),
        convert(rows[15]),
        convert(rows[16]),
        convert(rows[17]),
        convert(rows[18]),
        convert(rows[19]),
        convert(rows[20]),
        convert(rows[21]),
        convert(rows[22]),
        convert(rows[23]),
        convert(rows[24]),
        convert(rows[25]),
        convert(rows[26]),
        convert(rows[27]),
        convert(rows[28]),
        convert(rows[29]),
        convert(rows[30]),
        convert(rows[31]),
        convert(rows[32]),
        convert(rows[33]),
        convert(rows[34]),
        convert(rows[35]),
        convert(rows[36]),
        convert(rows[37]),
        convert(rows[38]),
        convert(rows[39]),
        convert(rows[40]),
        convert(rows[41]),
        convert(rows[42]),
        convert(rows[43]),
        convert(rows[44]),
        convert(rows[45]),
        convert(rows[46]),
        convert(rows[47]),
        convert(rows[48]),
        convert(rows[49]),
        convert(rows[50]),
        convert(rows[51]),
        convert(rows[52]),
        convert(rows[53]),
        convert(rows[54]),
        convert(rows[55]),
        convert(rows[56]),
        convert(rows[57]),
        convert(rows[58]),
        convert(rows[59]),
    ]
# --- tests/test_report.py
def test_all(rows):
    a0 = rows[0].value
    a1 = rows[1].value
    a2 = rows[2].value
    a3 = rows[3].value
    a4 = rows[4].value
    a5 = rows[5].value
    a6 = rows[6].value
    a7 = rows[7].value
    a8 = rows[8].value
    a9 = rows[9].value
    a10 = rows[10].value
    a11 = rows[11].value
    a12 = rows[12].value
    a13 = rows[13].value
    a14 = rows[14].value
    a15 = rows[15].value
    a16 = rows[16].value
    a17 = rows[17].value
    a18 = rows[18].value
    a19 = rows[19].value
    a20 = rows[20].value
    a21 = rows[21].value
    a22 = rows[22].value
    a23 = rows[23].value
    a24 = rows[24].value
    a25 = rows[25].value
    a26 = rows[26].value
    a27 = rows[27].value
    a28 = rows[28].value
    a29 = rows[29].value
    a30 = rows[30].value
    a31 = rows[31].value
    a32 = rows[32].value
    a33 = rows[33].value
    a34 = rows[34].value
    a35 = rows[35].value
    a36 = rows[36].value
    a37 = rows[37].value
    a38 = rows[38].value
    a39 = rows[39].value
    a40 = rows[40].value
    a41 = rows[41].value
    a42 = rows[42].value
    a43 = rows[43].value
    a44 = rows[44].value
    a45 = rows[45].value
    a46 = rows[46].value
    a47 = rows[47].value
    a48 = rows[48].value
    a49 = rows[49].value
    assert a0
