#include "engine/core/clock.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace gongjian::core {
namespace {

long floor_div(long a, long b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }

}  // namespace

Text text_of(Rhythm rhythm) {
  if (rhythm.every == kWeekly.every) return {"weekly", "每周"};
  if (rhythm.every == kMonthly.every) return {"monthly", "每月"};
  if (rhythm.every == kQuarterly.every) return {"quarterly", "每季度"};
  if (rhythm.every == kWeeksPerYear && rhythm.offset == kNewYear.offset) return {"new year", "年初"};
  if (rhythm.every == kWeeksPerYear) return {"year's end", "年末"};
  const std::string weeks = std::to_string(rhythm.every);
  return {"every " + weeks + " weeks", "每 " + weeks + " 周"};
}

// The two conversions count in eras of 400 years with years that begin in March, so that the leap day
// comes last (Hinnant, "chrono-compatible low-level date algorithms").
long days_since_epoch(Date date) {
  const long year = date.month <= 2 ? date.year - 1 : date.year;
  const long era = floor_div(year, 400);
  const long year_of_era = year - era * 400;
  const long month_from_march = (date.month + 9) % 12;
  const long day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date date_from_days(long days) {
  const long shifted = days + 719468;
  const long era = floor_div(shifted, 146097);
  const long day_of_era = shifted - era * 146097;
  const long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long month_from_march = (5 * day_of_year + 2) / 153;
  Date date;
  date.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  date.month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

bool is_valid(Date date) {
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return false;
  return date_from_days(days_since_epoch(date)) == date;
}

std::string to_string(Date date) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return text.data();
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t begin, std::size_t length, int& value) {
    const char* end = text.data() + begin + length;
    return std::from_chars(text.data() + begin, end, value).ptr == end && text[begin] != '-';
  };
  Date date;
  if (!number(0, 4, date.year) || !number(5, 2, date.month) || !number(8, 2, date.day)) return std::nullopt;
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

Date date_of_week(Date start, int week) { return date_from_days(days_since_epoch(start) + 7L * week); }

long week_of_date(Date start, Date date) { return floor_div(days_since_epoch(date) - days_since_epoch(start), 7); }

}  // namespace gongjian::core
