#include "text/encoding_names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace fastidious {
namespace {

struct Alias {
  std::string_view python;  // lower case, '-' for '_'
  std::string_view iconv;
};

// https://docs.python.org/3/library/codecs.html#standard-encodings, the ones that glibc has too and
// that are supersets of ASCII, so that the declaration itself can be read.
constexpr std::array kAliases = {
    Alias{"utf-8", "utf-8"},
    Alias{"utf8", "utf-8"},
    Alias{"u8", "utf-8"},
    Alias{"utf", "utf-8"},
    Alias{"cp65001", "utf-8"},
    Alias{"utf-8-sig", "utf-8"},
    Alias{"utf8-ucs2", "utf-8"},
    Alias{"utf8-ucs4", "utf-8"},
    Alias{"ascii", "ASCII"},
    Alias{"us-ascii", "ASCII"},
    Alias{"646", "ASCII"},
    Alias{"latin-1", "ISO-8859-1"},
    Alias{"latin1", "ISO-8859-1"},
    Alias{"latin", "ISO-8859-1"},
    Alias{"l1", "ISO-8859-1"},
    Alias{"cp819", "ISO-8859-1"},
    Alias{"latin2", "ISO-8859-2"},
    Alias{"latin9", "ISO-8859-15"},
    Alias{"koi8-r", "KOI8-R"},
    Alias{"koi8-u", "KOI8-U"},
    Alias{"big5", "BIG5"},
    Alias{"big5-tw", "BIG5"},
    Alias{"big5hkscs", "BIG5-HKSCS"},
    Alias{"gb2312", "EUC-CN"},
    Alias{"euc-cn", "EUC-CN"},
    Alias{"gbk", "GBK"},
    Alias{"cp936", "GBK"},
    Alias{"ms936", "GBK"},
    Alias{"gb18030", "GB18030"},
    Alias{"euc-jp", "EUC-JP"},
    Alias{"eucjp", "EUC-JP"},
    Alias{"ujis", "EUC-JP"},
    Alias{"euc-kr", "EUC-KR"},
    Alias{"euckr", "EUC-KR"},
    Alias{"cp949", "UHC"},
    Alias{"uhc", "UHC"},
    Alias{"cp932", "CP932"},
    Alias{"ms932", "CP932"},
    Alias{"windows-31j", "CP932"},
    Alias{"shift-jis", "CP932"},
    Alias{"sjis", "CP932"},
    Alias{"s-jis", "CP932"},
    Alias{"shiftjis", "CP932"},
    Alias{"mac-roman", "MACINTOSH"},
    Alias{"macroman", "MACINTOSH"},
    Alias{"macintosh", "MACINTOSH"},
    Alias{"utf-7", "UTF-7"},
    Alias{"utf7", "UTF-7"},
};

constexpr std::array<int, 27> kCodePages = {437,  737,  775,  850,  852,  855,  857,  858,  860,
                                            861,  862,  863,  864,  865,  866,  869,  874,  1125,
                                            1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258};

std::string normalised(std::string_view name) {
  std::string text(name.substr(0, 24));
  for (char& c : text) {
    c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

// The number that follows one of the prefixes; -1 if there is no other text but that.
int number_after(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  for (std::string_view prefix : prefixes) {
    const std::string_view digits =
        text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view{};
    const bool numeric =
        !digits.empty() && digits.size() <= 4 &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (numeric) {
      return std::stoi(std::string(digits));
    }
  }
  return -1;
}

}  // namespace

std::string iconv_name_of(std::string_view name) {
  const std::string wanted = normalised(name);
  // CPython's tokenizer takes these two with any suffix (tokenizer.c, get_normal_name).
  if (wanted.starts_with("utf-8-")) {
    return "utf-8";
  }
  if (wanted.starts_with("latin-1-") || wanted.starts_with("iso-8859-1-") ||
      wanted == "iso-latin-1" || wanted.starts_with("iso-latin-1-")) {
    return "ISO-8859-1";
  }
  for (const Alias& alias : kAliases) {
    if (alias.python == wanted) {
      return std::string(alias.iconv);
    }
  }
  const int part = number_after(wanted, {"iso8859-", "iso-8859-"});
  if (part >= 1 && part <= 16 && part != 12) {
    return "ISO-8859-" + std::to_string(part);
  }
  const int page = number_after(wanted, {"cp", "windows-", "ibm", ""});
  if (std::find(kCodePages.begin(), kCodePages.end(), page) != kCodePages.end()) {
    return "CP" + std::to_string(page);
  }
  return {};
}

std::string tokenizer_encoding_name(std::string_view name) {
  const std::string start = normalised(name.substr(0, 12));
  const auto is = [&](std::string_view known) {
    return start == known || start.starts_with(std::string(known) + "-");
  };
  if (is("utf-8")) {
    return "utf-8";
  }
  return is("latin-1") || is("iso-8859-1") || is("iso-latin-1") ? "iso-8859-1" : std::string(name);
}

}  // namespace fastidious
