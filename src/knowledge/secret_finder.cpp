#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "knowledge/base64.h"
#include "knowledge/secret_pairs.h"
#include "knowledge/secret_shapes.h"
#include "knowledge/secret_suspects.h"
#include "knowledge/secret_urls.h"
#include "knowledge/secret_validators.h"
#include "knowledge/secret_values.h"

namespace fastidious::knowledge {
namespace {

constexpr std::size_t kContext = 200;     // bytes in front of a token that validators see
constexpr std::size_t kNameBefore = 100;  // in which a provider is named
constexpr std::size_t kFront = 160;       // of a token that stands in front of its longest run
// A private key: one of 16,384 bits has 12,600 bytes.
constexpr std::size_t kLongestKey = 16384;
constexpr std::size_t kNearKey = 600;       // where a service account's other members are
constexpr std::size_t kPuttyHeader = 2048;  // of which the public key is most
constexpr std::size_t kShortestEncoded = 24;
constexpr std::size_t kShortestJsonKey = 40;  // of 256 bits: 43
// Bytes that may be looked at for each byte of the text, and besides.
constexpr std::size_t kLooksPerByte = 16;
constexpr std::size_t kLooksBesides = 65536;

constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }
constexpr bool is_base64(char c) { return is_alnum_byte(c) || c == '+' || c == '/'; }
constexpr bool is_hexadecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return in_class('X', c); });
}
constexpr bool is_printable(char c) {
  return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t';
}

// What the parts of a token in front of its longest run are made of: "SG.", "https://hooks.…/".
constexpr bool is_front_byte(char c) {
  return is_run_byte(c) || c == '.' || c == ':' || c == '/' || c == '=' || c == '+' || c == '$' ||
         c == '~' || c == '!' || c == '|';
}

// A set of bytes to be asked often.
class ByteSet {
 public:
  constexpr explicit ByteSet(bool (*holds)(char)) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      bytes_[byte] = holds(static_cast<char>(static_cast<unsigned char>(byte)));
    }
  }
  constexpr bool operator()(char c) const { return bytes_[static_cast<unsigned char>(c)]; }

 private:
  std::array<bool, 256> bytes_{};
};
constexpr ByteSet kRunByte(is_run_byte);
constexpr ByteSet kFrontByte(is_front_byte);
constexpr ByteSet kWordByte(is_word_byte);
constexpr ByteSet kAlnumByte(is_alnum_byte);
constexpr ByteSet kValueByte([](char c) { return is_run_byte(c) || is_base64(c); });

// The source in front of a value in lower case, back to the line before.
class Surroundings {
 public:
  explicit Surroundings(std::string_view before) {
    before = before.substr(before.size() - std::min(before.size(), kNameBefore));
    const std::size_t line = before.rfind('\n');
    if (line != before.npos) before.remove_prefix(line);
    text_.assign(before);
    for (char& c : text_) c = is_capital_byte(c) ? static_cast<char>(c | 0x20) : c;
  }
  // Whether one of the words stands in it; they have | between them.
  bool hold(std::string_view words) const {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find('|'), words.size());
      if (text_.find(words.substr(0, end)) != text_.npos) return true;
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
  }

 private:
  std::string text_;
};

class Finder {
 public:
  Finder(const SuspectMap& suspects, std::string_view before, std::size_t most,
         bool is_decoded = false)
      : suspects_(suspects),
        text_(suspects.text()),
        before_(before),
        most_(most),
        is_decoded_(is_decoded) {}

  std::vector<FoundSecret> run() {
    std::size_t from = 0;
    while (found_.size() < most_) {
      const std::optional<Suspect> suspect = suspects_.next(from);
      if (!suspect) break;
      look_at(*suspect);
      from = std::max(done_, suspect->at + 1);
    }
    std::erase_if(found_, [this](const FoundSecret& one) { return is_inside_data(one.value); });
    return std::move(found_);
  }

 private:
  // A picture in base64 has any letters in any order: `data:image/png;base64,…EAAJ…`.
  bool is_inside_data(std::string_view value) const {
    constexpr std::size_t kData = 100;
    const auto begin = static_cast<std::size_t>(value.data() - text_.data());
    const std::size_t end = begin + value.size();
    std::size_t before = 0, behind = 0;
    while (before < kData && before < begin && is_base64(text_[begin - before - 1])) ++before;
    while (behind < kData && end + behind < text_.size() && is_base64(text_[end + behind]))
      ++behind;
    return before + behind >= kData;
  }

  void look_at(const Suspect& suspect) {
    switch (suspect.kind) {
      case Suspect::Kind::Run: return look_at_run(suspect.at);
      case Suspect::Kind::Url: return look_at_url(suspect.at);
      case Suspect::Kind::Frame: return look_at_frame(suspect.at);
      case Suspect::Kind::Tilde: return look_at_tilde(suspect.at);
    }
  }

  void look_at_run(std::size_t at) {
    std::size_t begin = at;
    std::size_t end = at;
    while (end < text_.size() && kRunByte(text_[end])) ++end;
    const std::size_t least = std::max(done_, at > kFront ? at - kFront : 0);
    while (begin > least && kRunByte(text_[begin - 1])) --begin;
    const std::size_t run = begin;
    while (begin > least && kFrontByte(text_[begin - 1])) --begin;
    const std::size_t before = found_.size();
    const std::size_t done = done_;
    for (at = begin; at < end && found_.size() < most_;) {
      at += begins(at) ? std::max<std::size_t>(take_token(at), 1) : 1;
    }
    done_ = std::max(end, at);
    if (found_.size() == before) look_at_value(run, end, done);
  }

  // A run in which no token was found, with what of base64 stands around it. It begins behind
  // `done`: what goes on from there was looked at when it began.
  void look_at_value(std::size_t begin, std::size_t end, std::size_t done) {
    const std::size_t least = std::max(done, end > 2 * kContext ? end - 2 * kContext : 0);
    while (begin > least && is_base64(text_[begin - 1])) --begin;
    if ((begin > 0 && begin == least && is_base64(text_[begin - 1])) || !begins(begin)) return;
    if (look_at_introduced(begin) || look_at_named(begin) || is_decoded_) return;
    look_at_base64(begin);
  }

  // A value that what stands directly in front of it makes a secret.
  bool look_at_introduced(std::size_t at) {
    const std::string_view before =
        text_.substr(at - std::min(at, kContext), std::min(at, kContext));
    std::string_view kind;
    if (before.ends_with("Basic ")) {
      kind = "credentials of HTTP basic authentication";
    } else if (before.ends_with("Bearer ")) {
      kind = "bearer token";
    } else if (before.ends_with("\"d\": \"") || before.ends_with("\"d\":\"")) {
      kind = "private key in JSON";
    } else if (has_private_lines(before)) {
      kind = "PuTTY private key";
    } else {
      return false;
    }
    std::size_t end = at;
    while (end < text_.size() && end - at < kLongestKey && kValueByte(text_[end])) ++end;
    const std::string_view value = text_.substr(at, end - at);
    const auto weight = weigh_introduced(kind, value);
    if (!weight) return false;
    found_.push_back({kind, value, *weight, false});
    done_ = std::max(done_, end);
    return true;
  }

  // "Private-Lines: 14" on the line before.
  static bool has_private_lines(std::string_view before) {
    if (!before.ends_with('\n') && !before.ends_with("\r")) return false;
    before = before.substr(0, before.find_last_not_of("\r\n") + 1);
    return before.substr(before.rfind('\n') + 1).starts_with("Private-Lines: ");
  }

  std::optional<SecretWeight> weigh_introduced(std::string_view kind,
                                               std::string_view value) const {
    if (kind == "bearer token") {
      return evidence_of_value(value) == ValueEvidence::Random ? std::optional(SecretWeight::Likely)
                                                               : std::nullopt;
    }
    if (kind == "PuTTY private key") {
      const bool is_encrypted =
          front_of(value, kPuttyHeader).find("Encryption: none") == text_.npos;
      return is_encrypted ? SecretWeight::Mild : SecretWeight::Token;
    }
    if (kind == "private key in JSON") {  // RFC 7517
      const std::string_view around = front_of(value);
      const bool is_key =
          value.size() >= kShortestJsonKey &&
          (around.find("\"kty\"") != around.npos ||
           text_.substr(static_cast<std::size_t>(value.data() - text_.data()), kNearKey)
                   .find("\"kty\"") != text_.npos);
      return is_key && validate_random({value, value, {}, SecretWeight::Token})
                 ? std::optional(SecretWeight::Token)
                 : std::nullopt;
    }
    if (!is_basic_credential(value)) return std::nullopt;
    const std::string decoded = decode_base64(value);
    const std::string_view password = std::string_view(decoded).substr(decoded.find(':') + 1);
    return evidence_of_value(password) != ValueEvidence::None ? std::optional(SecretWeight::Likely)
                                                              : std::nullopt;
  }

  bool begins(std::size_t at) const {
    if (at == 0 || !kWordByte(text_[at - 1])) return true;
    const char c = text_[at - 1];  // of `\n`, as strings have it
    return at > 1 && text_[at - 2] == '\\' && (c == 'n' || c == 'r' || c == 't');
  }

  // The length of the token that begins at `at`; 0 if there is none.
  std::size_t take_token(std::size_t at) {
    const std::string_view text = text_.substr(at);
    for (const SecretShape* shape = first_shape(text); shape != nullptr;
         shape = next_shape(*shape)) {
      const std::size_t size = try_shape(*shape, text);
      if (size > 0) return size;
    }
    std::size_t word = 0;
    while (word < kLongestWord && word < text.size() && kAlnumByte(text[word])) ++word;
    for (const LooseShape& loose : loose_shapes()) {
      if (word < loose.least_word || word > loose.most_word) continue;
      const std::size_t size = try_shape(*loose.shape, text);
      if (size > 0) return size;
    }
    return 0;
  }

  std::size_t try_shape(const SecretShape& shape, std::string_view text) {
    const std::string_view beginning = fixed_beginning(shape.pattern);
    if (!text.starts_with(beginning) || !may_look()) return 0;
    const PatternMatch match = match_pattern(shape.pattern, text);
    looked_ += match.looked;
    if (match.size == 0) return 0;
    const std::string_view token = text.substr(0, match.size);
    const auto weight =
        shape.validate({token, token.substr(beginning.size()), context_of(token), shape.weight});
    if (!weight || (*weight != SecretWeight::Proven && is_example(token))) return 0;
    found_.push_back({shape.kind, token, *weight});
    return match.size;
  }

  // `@example …`, `examples=["…"]`: what the source itself calls one.
  bool is_example(std::string_view token) const {
    const std::string_view before = context_of(token);
    return before.substr(before.size() - std::min<std::size_t>(before.size(), 16)).find("xample") !=
           before.npos;
  }

  bool may_look() const { return looked_ <= kLooksBesides + kLooksPerByte * text_.size(); }

  // What stands in front of the token: in the same text, if there is any, else before the text.
  std::string_view context_of(std::string_view token) const {
    const auto at = static_cast<std::size_t>(token.data() - text_.data());
    const std::size_t from = at > kContext ? at - kContext : 0;
    return at > 20 || before_.empty() ? text_.substr(from, at - from) : before_;
  }

  // A value that the provider's name in front of it makes a secret.
  bool look_at_named(std::size_t at) {
    // `uses: aws-actions/configure-aws-credentials@8df5…`: a revision of what is named.
    if (at > 0 && text_[at - 1] == '@') return false;
    const std::string_view text = text_.substr(at, kContext);
    std::size_t size = 0;
    while (size < text.size() && kValueByte(text[size])) ++size;
    if (!has_named_shape(size)) return false;
    const Surroundings around(context_of(text));
    if (!around.hold("key|token|secret|passw|pwd|auth|credential")) return false;
    for (const NamedShape& shape : named_shapes()) {
      if (size < least_size(shape.pattern) || !around.hold(shape.words)) continue;
      if (match_pattern(shape.pattern, text).size != size) continue;
      const std::string_view token = text.substr(0, size);
      if (!validate_random({token, token, {}, SecretWeight::Token})) return false;
      if (shape.pattern.starts_with("%b") && is_hexadecimal(token)) continue;  // a digest
      found_.push_back({shape.kind, token, SecretWeight::Token, false});
      done_ = std::max(done_, at + size);
      return true;
    }
    return false;
  }

  // Text in base64 that holds a secret.
  void look_at_base64(std::size_t at) {
    if (at < base64_end_) return;
    std::size_t end = at;
    while (end < text_.size() && is_base64(text_[end])) ++end;
    base64_end_ = end;
    if (end - at < kShortestEncoded || !may_look()) return;
    const std::string_view encoded = text_.substr(at, std::min(end - at, kLongestKey));
    const std::string beginning = decode_base64(encoded.substr(0, 16));
    if (!std::all_of(beginning.begin(), beginning.end(), is_printable)) return;
    looked_ += encoded.size();
    done_ = std::max(done_, end);
    const std::string decoded = decode_base64(encoded);
    if (!std::all_of(decoded.begin(), decoded.end(), is_printable)) return;
    for (const FoundSecret& secret : Finder(SuspectMap(decoded), {}, 1, true).run()) {
      found_.push_back({secret.kind, encoded, secret.weight, false});
    }
  }

  void look_at_url(std::size_t mark) {
    std::size_t begin = mark;
    const std::size_t least = mark > 32 ? mark - 32 : 0;
    while (begin > least && !is_blank(text_[begin - 1])) --begin;
    std::size_t end = mark + 3;
    while (end < text_.size() && end - mark < kContext * 2 && !is_blank(text_[end]) &&
           text_[end] != '/') {
      ++end;
    }
    std::size_t scheme = mark;
    while (scheme > begin && kAlnumByte(text_[scheme - 1])) --scheme;
    if (scheme >= done_) {
      const std::size_t token = take_token(scheme);
      done_ = token > 0 ? scheme + token : done_;
      if (token > 0) return;
    }
    const std::string_view url = text_.substr(begin, end - begin);
    if (url.find('@') == url.npos) return;
    if (const auto password = find_url_password(url, mark - begin)) {
      found_.push_back(*password);
      done_ =
          static_cast<std::size_t>(password->value.data() - text_.data()) + password->value.size();
    }
  }

  // Azure's client secrets have no beginning of their own: three characters, a digit, "Q~".
  void look_at_tilde(std::size_t at) {
    if (at < 4 || at - 4 < done_ || !begins(at - 4)) return;
    done_ = std::max(done_, at - 4 + take_token(at - 4));
  }

  // A private key has to have a body (RFC 7468): the frame alone is a test or a search for one.
  void look_at_frame(std::size_t at) {
    constexpr std::string_view kBegin = "-----BEGIN ";
    if (at < 4 || !text_.substr(at - 4).starts_with(kBegin)) return;
    std::string_view text = text_.substr(at - 4, kLongestKey);
    text = text.substr(0, text.find(kBegin, kBegin.size()));
    const std::optional<FoundSecret> key = private_key(text);
    if (!key) return;
    found_.push_back(*key);
    done_ = at - 4 + key->value.size();
  }

  std::optional<FoundSecret> private_key(std::string_view text) const {
    const std::size_t frame = text.substr(0, 60).find("PRIVATE KEY");
    const std::size_t end = text.find("-----END ");
    if (frame == std::string_view::npos || end == std::string_view::npos || end < frame) {
      return std::nullopt;
    }
    const std::string_view body = text.substr(frame + 11, end - frame - 11);
    const auto digits = std::count_if(body.begin(), body.end(), is_alnum_byte);
    if (digits < 60 || body.find("...") != std::string_view::npos ||
        body.find("…") != std::string_view::npos || entropy(body) < 4.5) {
      return std::nullopt;
    }
    const bool encrypted = text.substr(0, 200).find("ENCRYPTED") != std::string_view::npos;
    const bool google = front_of(text).find("service_account") != std::string_view::npos;
    return FoundSecret{google ? "key of a Google service account" : "private key",
                       text.substr(0, end), encrypted ? SecretWeight::Mild : SecretWeight::Token,
                       false};
  }

  // What stands in front of the key in the same object, if it is a member of one.
  std::string_view front_of(std::string_view key, std::size_t most = kNearKey) const {
    const auto at = static_cast<std::size_t>(key.data() - text_.data());
    const std::size_t from = at > most ? at - most : 0;
    return text_.substr(from, at - from);
  }

  const SuspectMap& suspects_;
  std::string_view text_;
  std::string_view before_;
  std::size_t most_;
  bool is_decoded_;  // from base64
  std::vector<FoundSecret> found_;
  std::size_t done_ = 0;        // nothing in front of it is looked at again
  std::size_t base64_end_ = 0;  // of the last that was looked at
  std::size_t looked_ = 0;
};

}  // namespace

std::vector<FoundSecret> find_secrets(std::string_view text, std::string_view before,
                                      std::size_t most) {
  return Finder(SuspectMap(text), before, most).run();
}

std::vector<FoundSecret> find_secrets(const SuspectMap& suspects, std::size_t most) {
  return Finder(suspects, {}, most).run();
}

}  // namespace fastidious::knowledge
