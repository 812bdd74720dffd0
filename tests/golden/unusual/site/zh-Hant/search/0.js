eventdocsIndex("*es byt by* tes bytes .1:AC 位元 .1:AB 個位 .1:AB 元組 .1:AB 入失 .1:AD 區已 .1:AD 區有 .1:AB 失敗 .1:AD 寫入 .1:AD 已滿 .1:AD 有個 .1:AB 碟區 .1:AB 磁碟 .1:AB 重大 .1:AG 錯誤 .1:AC");
