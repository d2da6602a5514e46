// Records of numbers in JSON, as files of results hold them by the million: a row of doubles for each, where
// JSON.parse makes an object, an array and a string.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "bridge.h"

namespace cotrain {
namespace {

// Deeper values are left to JSON.parse.
constexpr int kDeepest = 64;
// A double holds each whole number with fewer digits.
constexpr ptrdiff_t kExactDigits = 15;

struct Field {
  std::string name;
  size_t width;   // numbers that it holds
  size_t column;  // of the first of them in a row
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

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

  // JSON's grammar is narrower than that of from_chars.
  bool number(double& value) {
    space();
    const char* begin = at_;
    if (at_ < end_ && *at_ == '-') ++at_;
    const char* first = at_;
    digits();
    const auto whole = at_ - first;
    if (whole == 0 || (whole > 1 && *first == '0')) return false;
    bool is_whole = true;
    if (at_ < end_ && *at_ == '.') {
      is_whole = false;
      ++at_;
      if (digits() == 0) return false;
    }
    if (at_ < end_ && (*at_ == 'e' || *at_ == 'E')) {
      is_whole = false;
      ++at_;
      if (at_ < end_ && (*at_ == '+' || *at_ == '-')) ++at_;
      if (digits() == 0) return false;
    }
    return (!is_whole || whole <= kExactDigits) && convert(begin, value);
  }

  size_t digits() {
    const char* begin = at_;
    while (at_ < end_ && is_digit(*at_)) ++at_;
    return at_ - begin;
  }

  bool convert(const char* begin, double& value) const {
#ifdef __cpp_lib_to_chars
    return std::from_chars(begin, at_, value).ec == std::errc();
#else
    value = std::strtod(std::string(begin, at_).c_str(), nullptr);
    return std::isfinite(value);
#endif
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
