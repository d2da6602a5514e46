// Records of numbers in JSON, as files of results hold them by the million: a row of doubles for each, where
// JSON.parse makes an object, an array and a string.
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "bridge.h"

namespace cotrain {
namespace {

// Deeper values are left to JSON.parse.
constexpr int kDeepest = 64;
// A double holds each whole number of so many digits.
constexpr ptrdiff_t kExactDigits = 15;

struct Field {
  std::string name;
  size_t width;   // numbers that it holds
  size_t column;  // of the first of them in a row
};

// base^0, base^1, ...
template <typename T, size_t count>
constexpr std::array<T, count> powers(T base) {
  std::array<T, count> all{1};
  for (size_t i = 1; i < count; ++i) all[i] = all[i - 1] * base;
  return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// mantissa * 10^-scale. The mantissa is valid if it has at most 19 digits.
struct Decimal {
  uint64_t mantissa = 0;
  int digits = 0;
  ptrdiff_t scale = 0;
};

// The double that is nearest to it, and of two such the even one; false if it is out of the range that this
// computes. In integers, since the from_chars of C++ is younger than the systems that LibTorch runs on, and
// strtod depends on the locale.
bool to_double(const Decimal& decimal, double& value) {
  const auto [mantissa, digits, scale] = decimal;
  if (digits > 19 || scale < -22 || scale > 27) return false;
  value = static_cast<double>(mantissa);
  if (mantissa == 0) return true;
  if (mantissa <= uint64_t{1} << 53 && scale <= 22) {
    // Both operands are exact, so the result is rounded once.
    static constexpr std::array<double, 23> tens = powers<double, 23>(10);
    value = scale < 0 ? value * tens[-scale] : value / tens[scale];
    return true;
  }
  if (scale < 0) return false;
  // 2^-(64 + shift + scale) * (quotient + remainder / 5^scale)
  using Wide = unsigned __int128;
  static constexpr std::array<uint64_t, 28> fives = powers<uint64_t, 28>(5);
  const int shift = __builtin_clzll(mantissa);
  const Wide numerator = Wide{mantissa << shift} << 64;
  const Wide quotient = numerator / fives[scale];
  const bool has_remainder = numerator % fives[scale] != 0;
  const auto high = static_cast<uint64_t>(quotient >> 64);  // not 0: 5^27 < 2^63
  const int extra = 128 - __builtin_clzll(high) - 53;
  auto rounded = static_cast<uint64_t>(quotient >> extra);
  const Wide rest = quotient & ((Wide{1} << extra) - 1), half = Wide{1} << (extra - 1);
  if (rest > half || (rest == half && (has_remainder || rounded % 2 == 1))) ++rounded;
  value = std::ldexp(static_cast<double>(rounded), extra - 64 - shift - static_cast<int>(scale));
  return true;
}

// Each member function either reads what it is named after, or returns false and the text is left to
// JSON.parse.
class Reader {
 public:
  Reader(std::string_view json, const std::vector<Field>& fields)
      : at_(json.data()), end_(json.data() + json.size()), fields_(fields) {}

  // A record and the comma behind it. Fills a row.
  bool record(double* row) {
    uint64_t missing = (uint64_t{1} << fields_.size()) - 1;
    space();
    row[fields_.back().column + fields_.back().width] = static_cast<double>(lines_);
    if (!literal('{')) return false;
    do {
      std::string_view key;
      if (!(string(key) && literal(':'))) return false;
      size_t f = 0;
      while (f < fields_.size() && fields_[f].name != key) ++f;
      if (f == fields_.size()) {
        if (!value(0)) return false;
        continue;
      }
      missing &= ~(uint64_t{1} << f);
      if (!numbers(row + fields_[f].column, fields_[f].width)) return false;
    } while (literal(','));
    return missing == 0 && literal('}') && literal(',');
  }

  const char* at() const { return at_; }
  size_t lines() const { return lines_; }

 private:
  void space() {
    for (; at_ < end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r'); ++at_)
      if (*at_ == '\n') ++lines_;
  }

  bool literal(char c) {
    space();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  bool word(std::string_view word) {
    if (std::string_view(at_, end_ - at_).substr(0, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  // A string without escapes.
  bool string(std::string_view& text) {
    if (!literal('"')) return false;
    const char* begin = at_;
    while (at_ < end_ && *at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20) ++at_;
    text = std::string_view(begin, at_ - begin);
    return at_ < end_ && *at_++ == '"';
  }

  bool numbers(double* to, size_t width) {
    if (width == 1) return number(*to);
    if (!literal('[')) return false;
    for (size_t i = 0; i < width; ++i)
      if (!((i == 0 || literal(',')) && number(to[i]))) return false;
    return literal(']');
  }

  bool number(double& value) {
    space();
    const bool negative = at_ < end_ && *at_ == '-';
    if (negative) ++at_;
    Decimal decimal;
    const char* first = at_;
    const ptrdiff_t whole = digits(decimal);
    if (whole == 0 || (whole > 1 && *first == '0')) return false;
    bool is_whole = true;
    if (at_ < end_ && *at_ == '.') {
      is_whole = false;
      ++at_;
      const ptrdiff_t behind = digits(decimal);
      if (behind == 0) return false;
      decimal.scale += behind;
    }
    if (at_ < end_ && (*at_ == 'e' || *at_ == 'E')) {
      is_whole = false;
      ++at_;
      const bool smaller = at_ < end_ && *at_ == '-';
      if (at_ < end_ && (*at_ == '+' || *at_ == '-')) ++at_;
      Decimal exponent;
      if (digits(exponent) == 0 || exponent.digits > 3) return false;
      decimal.scale += (smaller ? 1 : -1) * static_cast<ptrdiff_t>(exponent.mantissa);
    }
    if ((is_whole && whole > kExactDigits) || !to_double(decimal, value)) return false;
    if (negative) value = -value;
    return true;
  }

  // Appends digits. Returns how many.
  ptrdiff_t digits(Decimal& decimal) {
    const char* begin = at_;
    for (; at_ < end_ && is_digit(*at_); ++at_) {
      decimal.mantissa = 10 * decimal.mantissa + static_cast<uint64_t>(*at_ - '0');
      decimal.digits += decimal.mantissa != 0;
    }
    return at_ - begin;
  }

  // A value that nobody asked for.
  bool value(int depth) {
    space();
    if (at_ == end_ || depth > kDeepest) return false;
    std::string_view text;
    double ignored;
    switch (*at_) {
      case '"':
        return string(text);
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      case '[':
        ++at_;
        if (literal(']')) return true;
        do
          if (!value(depth + 1)) return false;
        while (literal(','));
        return literal(']');
      case '{':
        ++at_;
        if (literal('}')) return true;
        do
          if (!(string(text) && literal(':') && value(depth + 1))) return false;
        while (literal(','));
        return literal('}');
      default:
        return number(ignored);
    }
  }

  const char* at_;
  const char* end_;
  const std::vector<Field>& fields_;
  size_t lines_ = 0;
};

// jsonRecords(json, start, names, widths, rows) -> {count, end, lines}: fills one row for each record, with
// the line breaks before it in the last column; where the records ended, and the line breaks up to there
Napi::Value json_records(const Napi::CallbackInfo& info) {
  const auto env = info.Env();
  const auto json = info[0].As<Napi::Uint8Array>();
  const auto start = static_cast<size_t>(whole(info, 1, "a place in a text"));
  const auto names = info[2].As<Napi::Array>();
  const auto widths = info[3].As<Napi::Array>();
  auto rows = info[4].As<Napi::Float64Array>();
  TORCH_CHECK(start <= json.ByteLength(), "the text ends before ", start);
  TORCH_CHECK(names.Length() > 0 && names.Length() < 64, "a record has 1 to 63 fields");
  std::vector<Field> fields;
  size_t width = 0;
  for (uint32_t i = 0; i < names.Length(); ++i) {
    fields.push_back({names.Get(i).ToString(), widths.Get(i).ToNumber().Uint32Value(), width});
    width += fields.back().width;
  }
  const size_t columns = width + 1, room = rows.ElementLength() / columns;

  const auto* text = reinterpret_cast<const char*>(json.Data());
  Reader reader({text + start, json.ByteLength() - start}, fields);
  const char* end = reader.at();
  size_t count = 0, lines = 0;
  while (count < room && reader.record(rows.Data() + count * columns)) {
    ++count;
    end = reader.at();
    lines = reader.lines();
  }

  auto result = Napi::Object::New(env);
  result.Set("count", static_cast<double>(count));
  result.Set("end", static_cast<double>(end - text));
  result.Set("lines", static_cast<double>(lines));
  return result;
}

}  // namespace

void export_json_records(Napi::Env env, Napi::Object exports) {
  define<json_records>(env, exports, "jsonRecords");
}

}  // namespace cotrain
